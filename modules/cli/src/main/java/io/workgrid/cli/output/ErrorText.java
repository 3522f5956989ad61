package io.workgrid.cli.output;

import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.view.ItemError;

/** Why an item failed, on one line. */
public final class ErrorText {
    private static final String PLAIN_FAILURE = TaskFailureException.class.getSimpleName();

    private ErrorText() {}

    /** {@code Type: message}; of a failure that a task declared, the message alone: its type says nothing. */
    public static String of(ItemError error) {
        String summary = error.summary();
        boolean plain = error.simpleType().equals(PLAIN_FAILURE) && summary.length() > PLAIN_FAILURE.length();
        return plain ? summary.substring(PLAIN_FAILURE.length() + 2) : summary;
    }
}
