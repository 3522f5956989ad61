package io.workgrid.cli.input;

import java.io.InputStream;
import java.util.List;

/** Items by what names them, for callers that have no command line. What is wrong is thrown as a {@code ProblemException}. */
public final class Sources {
    private Sources() {}

    /**
     * The items of one file, read through beforehand if it is of moderate size.
     *
     * @param forCommand whether items become arguments of a program
     */
    public static ItemSource file(String path, ItemFormat format, boolean forCommand) {
        ItemRules rules = new ItemRules(ItemRules.DEFAULT_MOST_BYTES, forCommand);
        return new Streams(List.of(path), InputStream.nullInputStream(), format, false, rules).checked();
    }

    /** The files that match a pattern. */
    public static ItemSource glob(String pattern) {
        return Globs.of(List.of(pattern));
    }

    /** The numbers of a range as {@code 0..99}, made one at a time. */
    public static ItemSource range(String range) {
        return Ranges.of(List.of(range));
    }
}
