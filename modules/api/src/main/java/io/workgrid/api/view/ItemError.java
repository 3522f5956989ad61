package io.workgrid.api.view;

import java.util.List;
import java.util.Map;

/**
 * Why an attempt failed, as it was seen on the worker, in a form that needs none of the task's classes to be read.
 *
 * @param kind what sort of failure this is
 * @param types the class names of the exception, from its own class up to (not including) {@code Throwable}; never empty
 * @param message the exception's message, or empty; bounded
 * @param stackTrace the remote stack trace as text, causes included; bounded, and empty where no code threw
 * @param permanent true if the task declared that another attempt cannot help
 * @param details facts a policy or a person can use, such as {@code exit=42}, {@code signal=SIGKILL}, {@code stderr=...}
 */
public record ItemError(
        Kind kind,
        List<String> types,
        String message,
        String stackTrace,
        boolean permanent,
        Map<String, String> details) {

    /** What sort of failure. */
    public enum Kind {
        /** The task threw. */
        EXCEPTION,
        /** The attempt ran longer than the job's {@code timeout}. */
        TIMEOUT,
        /** The item could not be turned back into an object on the worker, or could not be sent. */
        UNREADABLE_ITEM,
        /** The result could not be sent back. */
        UNSENDABLE_RESULT,
        /** The worker or child process that ran the attempt died. */
        WORKER_DIED,
        /** The node that held the item left the grid, and the retries on loss were used up. */
        NODE_LOST,
        /** The attempt was cancelled. */
        CANCELLED
    }

    public ItemError {
        types = List.copyOf(types);
        details = Map.copyOf(details);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("types is empty; wanted at least the class of the failure");
        }
    }

    /** The class name of the exception. */
    public String type() {
        return types.get(0);
    }

    /** The class name without its package, as people write it. */
    public String simpleType() {
        String type = type();
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    /** {@code SimpleType: message}, on one line. */
    public String summary() {
        String firstLine = message.lines().findFirst().orElse("");
        return firstLine.isEmpty() ? simpleType() : simpleType() + ": " + firstLine;
    }
}
