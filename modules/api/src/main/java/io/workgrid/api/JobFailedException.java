package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The job as a whole failed, as when an initializer threw, its input could not be read, or the grid lost it; the cause and the message say why. */
public final class JobFailedException extends GridException {
    public JobFailedException(String message) {
        this(message, null);
    }

    public JobFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
