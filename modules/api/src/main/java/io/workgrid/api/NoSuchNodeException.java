package io.workgrid.api;

/** The grid has no such node, or no longer. */
public final class NoSuchNodeException extends GridException {
    public NoSuchNodeException(String message) {
        super(message, null);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
