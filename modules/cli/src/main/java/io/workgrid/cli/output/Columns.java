package io.workgrid.cli.output;

/** How wide characters are in a terminal, and how a line of a file is shown in one: no tabs, no control characters. */
public final class Columns {
    private static final int TAB_STOP = 4;

    /** First and last code points of the blocks that terminals draw two columns wide (Unicode East Asian Width W and F, coarsely). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Columns() {}

    /** How many columns a code point takes: 0, 1 or 2. */
    static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] block : WIDE) {
            if (codePoint >= block[0] && codePoint <= block[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** How many columns a text takes that holds no tabs. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** As much of a line as fits. */
    public static String fit(String line, int width) {
        if (width(line) <= width) {
            return line;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int codePoint : line.codePoints().toArray()) {
            used += width(codePoint);
            if (used > width) {
                break;
            }
            out.appendCodePoint(codePoint);
        }
        return out.toString();
    }

    /** A text that is no wider, and says so where it is cut. */
    static String cut(String text, int widest) {
        return width(text) <= widest
                ? text
                : text.substring(
                                0,
                                text.offsetByCodePoints(0, Math.min(widest - 3, text.codePointCount(0, text.length()))))
                        + "...";
    }

    /** A text with tabs as spaces and control characters as {@code ?}, so that a file cannot steer the terminal. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length() + TAB_STOP);
        int column = 0;
        for (int codePoint : text.codePoints().toArray()) {
            if (codePoint == '\t') {
                int spaces = TAB_STOP - column % TAB_STOP;
                shown.append(" ".repeat(spaces));
                column += spaces;
            } else {
                int safe = steersTerminal(codePoint) ? '?' : codePoint;
                shown.appendCodePoint(safe);
                column += width(safe);
            }
        }
        return shown.toString();
    }

    private static boolean steersTerminal(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            // overrides of the writing direction can make a line look like another one
            case Character.FORMAT -> codePoint >= 0x202A && codePoint <= 0x2069;
            default -> false;
        };
    }
}
