package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The lock that the change depends on is no longer the caller's: it was given to another one. Nothing was changed. Stop, take the lock again, look at what is there by then. */
public final class StaleFenceException extends GridException {
    public StaleFenceException(String message) {
        this(message, null);
    }

    public StaleFenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
