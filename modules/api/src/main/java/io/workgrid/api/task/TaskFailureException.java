package io.workgrid.api.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure of an item that says more than an exception can: whether another attempt can help, and facts that a retry policy
 * ({@code notOn: [exit=42]}) or a person can use.
 */
public class TaskFailureException extends Exception {
    private final boolean permanent;
    private final transient Map<String, String> details;

    /** A failure that may go away when tried again. */
    public TaskFailureException(String message) {
        this(message, null, false, Map.of());
    }

    /**
     * @param message one line that stands alone
     * @param cause or {@code null}
     * @param permanent true if another attempt cannot help: it is not retried, whatever the policy
     * @param details facts by name; kept with the item
     */
    public TaskFailureException(
            String message, @Nullable Throwable cause, boolean permanent, Map<String, String> details) {
        super(message, cause);
        this.permanent = permanent;
        this.details = Map.copyOf(details);
    }

    /** A failure that no further attempt can mend. */
    public static TaskFailureException permanent(String message, @Nullable Throwable cause) {
        return new TaskFailureException(message, cause, true, Map.of());
    }

    /** Whether another attempt cannot help. */
    public final boolean permanent() {
        return permanent;
    }

    /** Facts by name. */
    public final Map<String, String> details() {
        return details;
    }
}
