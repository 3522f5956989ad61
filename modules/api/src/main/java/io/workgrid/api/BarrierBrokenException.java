package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The barrier is broken: a party timed out, was interrupted, died, or broke it. Whoever waits goes on with this. Reset it, or give up together. */
public final class BarrierBrokenException extends GridException {
    public BarrierBrokenException(String message) {
        this(message, null);
    }

    public BarrierBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
