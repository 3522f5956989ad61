package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The job was cancelled, halted or ran past its deadline. What had an outcome by then keeps it. */
public final class JobCancelledException extends GridException {
    public JobCancelledException(String message) {
        this(message, null);
    }

    public JobCancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
