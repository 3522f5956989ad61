package io.workgrid.cli.remote;

import io.workgrid.api.ItemResult;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Rows of index, outcome and result. Of a million of them nearly all look alike, so what looks so is cut out of the line; what does not is
 * read as any JSON.
 */
final class BareRow {
    private static final String HEAD = "{\"index\":";
    private static final String DONE = ",\"outcome\":\"DONE\",\"result\":";
    private static final int MOST_DIGITS = 18;

    private BareRow() {}

    static ItemResult<Object> parse(String line) {
        int digits = digits(line, HEAD.length());
        int value = HEAD.length() + digits + DONE.length();
        if (digits > 0 && line.startsWith(HEAD) && line.startsWith(DONE, HEAD.length() + digits)) {
            Object plain = plain(line, value, line.length() - 1);
            if (plain != null) {
                return done(Long.parseLong(line, HEAD.length(), HEAD.length() + digits, 10), plain);
            }
        }
        ItemResult<Object> row = Views.result(Tree.parse(line));
        return row.item().outcome() == Outcome.DONE ? done(row.index(), row.value()) : row;
    }

    private static ItemResult<Object> done(long index, @Nullable Object result) {
        return new ItemResult<>(new ItemView(index, null, Outcome.DONE, 1, null, -1, 0, 0, null, null), result);
    }

    /** A text without escapes, or a whole number of few digits; {@code null}: it is something else. */
    private static @Nullable Object plain(String line, int from, int end) {
        if (line.charAt(end) != '}' || from >= end) {
            return null;
        }
        char first = line.charAt(from);
        if (first == '"') {
            boolean whole = line.indexOf('\\', from) < 0 && line.indexOf('"', from + 1) == end - 1;
            return whole ? line.substring(from + 1, end - 1) : null;
        }
        boolean number = first >= '1' && first <= '9' && digits(line, from) == end - from;
        return number ? (Long) Long.parseLong(line, from, end, 10) : null;
    }

    /** How many digits stand there; 0 if there are too many for a number of ours. */
    private static int digits(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return at - from > MOST_DIGITS ? 0 : at - from;
    }
}
