package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** The grid or pool was closed. Open another. */
public final class GridClosedException extends GridException {
    public GridClosedException(String message) {
        this(message, null);
    }

    public GridClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
