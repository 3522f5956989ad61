package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The wait ended before what was waited for; the work goes on. Wait again, or cancel. */
public final class WaitTimedOutException extends GridException {
    public WaitTimedOutException(String message) {
        this(message, null);
    }

    public WaitTimedOutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
