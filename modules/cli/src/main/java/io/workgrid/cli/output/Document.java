package io.workgrid.cli.output;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing in each of the formats.
 *
 * @param schema as {@code grid.job/v1}
 * @param fields what documents show
 * @param name what {@code -o name} prints
 * @param lines what people read
 */
public record Document(String schema, Map<String, @Nullable Object> fields, String name, List<String> lines) {

    public Document {
        lines = List.copyOf(lines);
    }

    /** Writes it to stdout. */
    public void print(Console console, Format format) {
        ResultOut out = new ResultOut(console.out());
        try {
            switch (format) {
                case TEXT, TABLE, WIDE -> {
                    for (String line : lines) {
                        out.line(Columns.printable(line));
                    }
                }
                case JSON, JSONL -> {
                    Map<String, @Nullable Object> document = new LinkedHashMap<>();
                    document.put("schema", schema);
                    document.putAll(fields);
                    out.line(Json.of(document));
                }
                case YAML -> {
                    out.line("schema: " + schema);
                    for (var field : fields.entrySet()) {
                        out.line(field.getKey() + ": " + Json.of(field.getValue()));
                    }
                }
                case CSV -> {
                    out.line(String.join(",", fields.keySet()));
                    out.line(fields.values().stream().map(CsvText::field).collect(Collectors.joining(",")));
                }
                case NAME -> out.line(name);
            }
            out.flush();
        } catch (IOException e) {
            throw WriteFault.isReaderGone(e)
                    ? new ReaderGoneException()
                    : WriteFault.of(e, "to stdout", ExitCode.BAD_INPUT);
        }
    }
}
