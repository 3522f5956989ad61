package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** No node of the grid answered. What was submitted before goes on there; what was being submitted may or may not have arrived. */
public final class UnreachableException extends GridException {
    public UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
