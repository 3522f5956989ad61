package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records as CSV (RFC 4180) with a header, also when there are no rows. */
final class CsvText implements RowWriter {
    private final ResultOut out;
    private boolean begun;

    CsvText(ResultOut out) {
        this.out = out;
    }

    @Override
    public void row(ItemRow row) throws IOException {
        begin();
        out.line(row.values().stream().map(CsvText::field).collect(Collectors.joining(",")));
    }

    @Override
    public void end(JobView job) throws IOException {
        begin();
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            out.line(String.join(",", ItemRow.FIELDS));
        }
    }

    static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text =
                value instanceof String string ? string : value instanceof Number ? value.toString() : Json.of(value);
        boolean quote = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
