package io.workgrid.cli.output;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line per result; what a program wrote as it is, its stderr to ours. A failed item without output writes nothing. */
final class TextRows implements RowWriter {
    private final ResultOut out;
    private final ResultOut err;

    TextRows(ResultOut out, ResultOut err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void row(ItemRow row) throws IOException {
        ItemRow.Printed printed = row.printed();
        if (printed != null) {
            out.bytes(printed.out());
            err.bytes(printed.err());
            if (printed.cut() != null) {
                err.line((err.endedLine() ? "" : "\n") + "grid: item " + row.index() + ": " + printed.cut());
            }
        } else if (row.outcome() == io.workgrid.api.view.Outcome.DONE && row.attempts() > 0) {
            out.line(line(row.result()));
        }
    }

    /** The result on one line: an end of line within it would make two results of it. */
    static String line(@Nullable Object result) {
        if (result == null) {
            return "";
        }
        boolean structured = result instanceof Map
                || result instanceof Iterable
                || result instanceof Record
                || result.getClass().isArray();
        String text = structured ? Json.of(result) : result.toString();
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
