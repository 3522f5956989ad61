package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The grid does not know the job, or no longer keeps it. */
public final class NoSuchJobException extends GridException {
    public NoSuchJobException(String message) {
        this(message, null);
    }

    public NoSuchJobException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
