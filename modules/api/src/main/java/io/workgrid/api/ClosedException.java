package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The queue or channel is closed: nothing can be put or sent any more, or nothing is left to get. End the loop that does so. */
public final class ClosedException extends GridException {
    public ClosedException(String message) {
        this(message, null);
    }

    public ClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
