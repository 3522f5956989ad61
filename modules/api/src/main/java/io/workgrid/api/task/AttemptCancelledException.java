package io.workgrid.api.task;

/** Thrown inside a task whose attempt was cancelled or timed out. Let it through. */
public final class AttemptCancelledException extends RuntimeException {
    public AttemptCancelledException(String message) {
        super(message);
    }
}
