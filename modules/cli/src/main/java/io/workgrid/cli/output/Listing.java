package io.workgrid.cli.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of things of one kind in each of the formats. Every table ends with a line that says how many there are.
 *
 * @param schema as {@code grid.jobs/v1}
 * @param plural what they are called in documents, as {@code jobs}
 * @param columns of the tables
 * @param fields of the documents
 * @param name what {@code -o name} prints
 */
public record Listing<T>(
        String schema,
        String plural,
        List<Column<T>> columns,
        Function<T, Map<String, @Nullable Object>> fields,
        Function<T, String> name) {

    private static final int WIDEST_CELL = 60;

    public Listing {
        columns = List.copyOf(columns);
    }

    /**
     * A column of the tables.
     *
     * @param wide whether only {@code -o wide} has it
     * @param text what stands in it; an empty text becomes {@code -}
     */
    public record Column<T>(String header, boolean wide, Function<T, String> text) {}

    /**
     * Writes the list.
     *
     * @param bounds how many there are and what is left out; the last line of a table
     * @param more further fields of the one document
     */
    public void print(Console console, Format format, List<T> rows, String bounds, Map<String, @Nullable Object> more) {
        ResultOut out = new ResultOut(console.out());
        try {
            switch (format) {
                case TEXT, TABLE -> table(out, rows, bounds, false);
                case WIDE -> table(out, rows, bounds, true);
                case JSON -> out.line(Json.of(document(rows, more)));
                case JSONL -> {
                    for (T row : rows) {
                        out.line(Json.of(fields.apply(row)));
                    }
                }
                case YAML -> yaml(out, rows, more);
                case CSV -> csv(out, rows);
                case NAME -> {
                    for (T row : rows) {
                        out.line(name.apply(row));
                    }
                }
            }
            out.flush();
        } catch (IOException e) {
            throw WriteFault.isReaderGone(e)
                    ? new ReaderGoneException()
                    : WriteFault.of(e, "the list to stdout", ExitCode.BAD_INPUT);
        }
    }

    private Map<String, @Nullable Object> document(List<T> rows, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schema", schema);
        document.put(plural, rows.stream().map(fields).toList());
        document.putAll(more);
        return document;
    }

    private void yaml(ResultOut out, List<T> rows, Map<String, @Nullable Object> more) throws IOException {
        out.line("schema: " + schema);
        out.line(plural + ":" + (rows.isEmpty() ? " []" : ""));
        for (T row : rows) {
            String lead = "  - ";
            for (var field : fields.apply(row).entrySet()) {
                out.line(lead + field.getKey() + ": " + Json.of(field.getValue()));
                lead = "    ";
            }
        }
        for (var field : more.entrySet()) {
            out.line(field.getKey() + ": " + Json.of(field.getValue()));
        }
    }

    private void csv(ResultOut out, List<T> rows) throws IOException {
        List<Map<String, @Nullable Object>> all = rows.stream().map(fields).toList();
        if (all.isEmpty()) {
            return;
        }
        out.line(String.join(",", all.get(0).keySet()));
        for (Map<String, @Nullable Object> row : all) {
            out.line(row.values().stream().map(CsvText::field).collect(Collectors.joining(",")));
        }
    }

    private void table(ResultOut out, List<T> rows, String bounds, boolean wide) throws IOException {
        List<Column<T>> shown =
                columns.stream().filter(column -> wide || !column.wide()).toList();
        List<List<String>> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            lines.add(shown.stream().map(Column::header).toList());
        }
        for (T row : rows) {
            lines.add(shown.stream()
                    .map(column -> cell(column.text().apply(row), wide))
                    .toList());
        }
        for (String line : TextTable.lines(lines)) {
            out.line(line);
        }
        out.line(bounds);
    }

    private static String cell(String text, boolean wide) {
        String shown = Columns.printable(text);
        return shown.isEmpty() ? "-" : wide ? shown : Columns.cut(shown, WIDEST_CELL);
    }
}
