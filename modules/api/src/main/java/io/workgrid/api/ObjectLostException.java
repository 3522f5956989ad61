package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** All nodes that kept a part of the shared object died together, so what is left of it would be wrong. Remove it and begin it again. */
public final class ObjectLostException extends GridException {
    public ObjectLostException(String message) {
        this(message, null);
    }

    public ObjectLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
