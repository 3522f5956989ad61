package io.workgrid.api;

import org.jspecify.annotations.Nullable;

/** What was given is wrong; nothing was changed. Mend it and call again. */
public final class BadInputException extends GridException {
    public BadInputException(String message) {
        this(message, null);
    }

    public BadInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
