package io.workgrid.cli.input;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands in a file of items. */
public enum ItemFormat {
    /** An item per line; empty lines are left out. */
    LINES,
    /** A JSON value per line. */
    JSONL,
    /** A table with a header, columns by comma. */
    CSV,
    /** A table with a header, columns by tab. */
    TSV;

    /** The format that a file's name tells, lines where it tells none. */
    static ItemFormat ofName(String file, @Nullable ItemFormat given) {
        if (given != null) {
            return given;
        }
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return JSONL;
        }
        if (name.endsWith(".csv")) {
            return CSV;
        }
        return name.endsWith(".tsv") ? TSV : LINES;
    }
}
