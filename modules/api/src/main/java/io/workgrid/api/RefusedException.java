package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The grid does not take this: a limit is reached, or it never will, as {@link #retryable} tells. Nothing was submitted. */
public final class RefusedException extends GridException {
    private final boolean retryable;

    public RefusedException(String message) {
        this(message, null);
    }

    public RefusedException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    /**
     * @param retryable whether it may be taken later
     */
    public RefusedException(String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
