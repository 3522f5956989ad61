package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The grid cannot take this now: a limit is reached. Nothing was submitted. */
public final class RefusedException extends GridException {
    public RefusedException(String message) {
        this(message, null);
    }

    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
