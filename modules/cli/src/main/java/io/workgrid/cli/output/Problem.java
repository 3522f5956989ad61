package io.workgrid.cli.output;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, told so that it stands alone: what, where, why, and what to do. Immutable.
 *
 * <p>Messages are lower case and name the thing, the value seen and the value wanted; the place is added by {@link #headline}.
 *
 * @param code stable, of {@link ErrorCode}
 * @param message one line, without the place
 * @param where the place in a file or option, or {@code null} if there is none
 * @param why one fact that explains it, short enough to stand behind a caret, or {@code null}
 * @param fix a command or setting that can be pasted, or {@code null}
 */
public record Problem(
        String code,
        String message,
        @Nullable Where where,
        @Nullable String why,
        @Nullable String fix) {

    /**
     * A place in a text.
     *
     * @param file the name as the user wrote it, {@code -} for stdin
     * @param line from 1; 0 when the file as a whole is meant
     * @param column in characters (code points, a tab is one) from 1; 0 when the line as a whole is meant
     * @param text the line, to be shown, or {@code null}
     */
    public record Where(
            String file, int line, int column, @Nullable String text) {

        /** A file as a whole. */
        public static Where file(String file) {
            return new Where(file, 0, 0, null);
        }

        @Override
        public String toString() {
            String name = file.equals("-") ? "stdin" : file;
            if (line < 1) {
                return name;
            }
            return name + ", line " + line + (column < 1 ? "" : ", column " + column);
        }
    }

    /** A problem that has no place yet and nothing more to say. */
    public static Problem of(ErrorCode code, String message) {
        return new Problem(code.id(), message, null, null, null);
    }

    /** With a place. */
    public Problem at(Where place) {
        return new Problem(code, message, place, why, fix);
    }

    /** With a fact that explains it. */
    public Problem because(@Nullable String fact) {
        return new Problem(code, message, where, fact, fix);
    }

    /** With what to do. */
    public Problem fixedBy(@Nullable String remedy) {
        return new Problem(code, message, where, why, remedy);
    }

    /** The message with its place: one line that stands alone. */
    public String headline() {
        return where == null ? message : message + " in " + where;
    }
}
