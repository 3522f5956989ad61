package io.workgrid.server.json;

import org.jspecify.annotations.Nullable;

/** A text is not what was wanted: not JSON, or a field is unknown, missing or of the wrong kind. */
public final class BadJsonException extends RuntimeException {

    /** What is wrong. */
    public enum Kind {
        /** It is no JSON. */
        SYNTAX,
        /** A field is not known at its place. */
        UNKNOWN,
        /** A field is missing. */
        MISSING,
        /** A value is of the wrong kind. */
        TYPE,
        /** A value is out of its bounds. */
        VALUE,
        /** It is larger than what is taken. */
        TOO_LARGE
    }

    private final Kind kind;
    private final @Nullable String where;

    /**
     * @param where line and column, or the path of the field; {@code null} if there is no telling
     */
    public BadJsonException(Kind kind, String message, @Nullable String where) {
        super(message);
        this.kind = kind;
        this.where = where;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** Where. */
    public @Nullable String where() {
        return where;
    }
}
