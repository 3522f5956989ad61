package io.workgrid.engine.codec;

import org.jspecify.annotations.Nullable;

/** A value that cannot be turned into bytes, or bytes that cannot be turned into a value; the message names the class at fault. */
public final class CodecException extends RuntimeException {
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
