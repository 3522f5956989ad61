package io.workgrid.cli.output;

/**
 * A line of a file as it is shown under a problem, and how far the caret is from its start. A line wider than the window is cut around
 * the caret.
 *
 * @param shown the line, or the part of it around the caret
 * @param caret columns before the caret
 */
record SourceLine(String shown, int caret) {
    private static final String CUT = "...";

    /**
     * @param text the line as it is in the file
     * @param column of the caret, in code points from 1
     * @param window the most columns to be shown
     */
    static SourceLine of(String text, int column, int window) {
        int[] codePoints = text.codePoints().toArray();
        int before = Math.min(Math.max(column - 1, 0), codePoints.length);
        String left = Columns.printable(new String(codePoints, 0, before));
        String whole = Columns.printable(text);
        int caret = Columns.width(left);
        if (Columns.width(whole) <= window) {
            return new SourceLine(whole, caret);
        }
        // two thirds of the window before the caret: what went wrong is mostly to the left of where it was noticed
        int room = window - 2 * CUT.length();
        String head = tail(left, room * 2 / 3);
        boolean cutHead = head.length() < left.length();
        String rest = whole.substring(left.length());
        String end = head(rest, room - Columns.width(head));
        String prefix = cutHead ? CUT : "";
        String shown = prefix + head + end + (end.length() < rest.length() ? CUT : "");
        return new SourceLine(shown, prefix.length() + Columns.width(head));
    }

    private static String head(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += Columns.width(codePoint);
            if (used > columns) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static String tail(String text, int columns) {
        int used = 0;
        int start = text.length();
        while (start > 0) {
            int codePoint = text.codePointBefore(start);
            used += Columns.width(codePoint);
            if (used > columns) {
                break;
            }
            start -= Character.charCount(codePoint);
        }
        return text.substring(start);
    }
}
