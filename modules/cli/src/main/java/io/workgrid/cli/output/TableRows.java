package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns. The widths are those of the first {@value #MEASURED} rows, which are held back for it; a later row that is wider
 * stands out. The last line says how many rows there are.
 */
final class TableRows implements RowWriter {
    private static final int MEASURED = 200;
    private static final int WIDEST_CELL = 60;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ResultOut out;
    private final boolean wide;
    private final List<List<String>> held = new ArrayList<>();
    private int[] widths = {};
    private long rows;

    TableRows(ResultOut out, boolean wide) {
        this.out = out;
        this.wide = wide;
        held.add(
                wide
                        ? List.of(
                                "INDEX",
                                "KEY",
                                "OUTCOME",
                                "ATTEMPTS",
                                "NODE",
                                "WORKER",
                                "STARTED",
                                "DURATION",
                                "EXIT",
                                "ERROR",
                                "RESULT")
                        : List.of("INDEX", "KEY", "OUTCOME", "DURATION", "RESULT"));
    }

    @Override
    public void row(ItemRow row) throws IOException {
        rows++;
        List<String> cells = cells(row);
        if (widths.length > 0) {
            print(cells);
            return;
        }
        held.add(cells);
        if (held.size() > MEASURED) {
            release();
        }
    }

    @Override
    public void end(JobView job) throws IOException {
        if (widths.length == 0) {
            release();
        }
        out.line(Figures.count(rows) + (rows == 1 ? " item" : " items"));
    }

    private List<String> cells(ItemRow row) {
        String result = row.error() != null ? row.error() : shown(row);
        String duration = row.attempts() == 0 ? "-" : Figures.duration(row.durationMs());
        if (!wide) {
            return List.of(
                    Long.toString(row.index()), cut(row.key()), row.outcome().name(), duration, cut(result));
        }
        String started = row.startedMs() == 0
                ? "-"
                : CLOCK.format(Instant.ofEpochMilli(row.startedMs()).atZone(ZoneId.systemDefault()));
        return List.of(
                Long.toString(row.index()),
                Columns.printable(row.key()),
                row.outcome().name(),
                Integer.toString(row.attempts()),
                row.node() == null ? "-" : row.node(),
                row.node() == null ? "-" : Integer.toString(row.worker()),
                started,
                duration,
                row.exit() == null ? "-" : row.exit().toString(),
                row.error() == null ? "-" : Columns.printable(row.error()),
                Columns.printable(shown(row)));
    }

    private static String shown(ItemRow row) {
        ItemRow.Printed printed = row.printed();
        if (printed != null) {
            return new String(printed.out(), java.nio.charset.StandardCharsets.UTF_8)
                    .stripTrailing()
                    .replace("\n", "\\n");
        }
        return TextRows.line(row.result());
    }

    private static String cut(@Nullable String text) {
        return Columns.cut(Columns.printable(text == null ? "" : text), WIDEST_CELL);
    }

    private void release() throws IOException {
        widths = new int[held.get(0).size()];
        for (List<String> cells : held) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.width(cells.get(i)));
            }
        }
        for (List<String> cells : held) {
            print(cells);
        }
        held.clear();
    }

    private void print(List<String> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(Math.max(0, widths[i] - Columns.width(cell)) + 2));
        }
        out.line(line.toString().stripTrailing());
    }
}
