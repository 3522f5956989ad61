package io.workgrid.cli.input;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.Problem.Where;
import io.workgrid.cli.output.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table with a header (RFC 4180), a row at a time. Strict, since a row that is read wrongly is work done on the wrong thing: each row
 * has as many fields as the header, text after a closing quote and a quote without an end are faults.
 */
final class CsvRows {
    private final LineReader lines;
    private final char separator;
    private final int mostChars;
    private List<String> header = List.of();

    private String line = "";
    private int at;
    private Where rowStart = Where.file("-");

    CsvRows(LineReader lines, char separator, ItemRules rules) {
        this.lines = lines;
        this.separator = separator;
        this.mostChars = rules.mostBytes();
    }

    /** The next row by column, or {@code null} at the end. */
    @Nullable
    Map<String, String> next() {
        if (header.isEmpty() && !readHeader()) {
            return null;
        }
        List<String> fields = record();
        if (fields == null) {
            return null;
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), fields.get(i));
        }
        return row;
    }

    /** The place of the row read last. */
    Where where() {
        return rowStart;
    }

    private boolean readHeader() {
        List<String> names = record();
        if (names == null) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                throw fault(0, "column " + (i + 1) + " of the header has no name");
            }
            if (names.indexOf(names.get(i)) < i) {
                throw fault(0, "column \"" + names.get(i) + "\" stands in the header twice");
            }
        }
        header = names;
        return true;
    }

    private @Nullable List<String> record() {
        String first = lines.next();
        while (first != null && first.isEmpty()) {
            first = lines.next();
        }
        if (first == null) {
            return null;
        }
        line = first;
        at = 0;
        rowStart = lines.where(0, line);
        List<String> fields = new ArrayList<>();
        boolean more = true;
        while (more) {
            if (!header.isEmpty() && fields.size() == header.size()) {
                throw fault(at, "one field more than the header, which has " + header.size());
            }
            fields.add(at < line.length() && line.charAt(at) == '"' ? quoted() : plain());
            more = at < line.length();
            at++;
        }
        if (!header.isEmpty() && fields.size() < header.size()) {
            throw fault(line.length(), "the row ends after " + fields.size() + " of " + header.size() + " fields");
        }
        return fields;
    }

    private String plain() {
        int start = at;
        int end = line.indexOf(separator, start);
        at = end < 0 ? line.length() : end;
        return line.substring(start, at);
    }

    private String quoted() {
        int opened = at++;
        Where openedAt = place(opened);
        StringBuilder field = new StringBuilder();
        while (true) {
            int quote = line.indexOf('"', at);
            field.append(line, at, quote < 0 ? line.length() : quote);
            if (quote < 0) {
                String next = lines.next();
                if (next == null || field.length() > mostChars) {
                    throw fault(openedAt, "the quote that opens here is not closed");
                }
                field.append('\n');
                line = next;
                at = 0;
            } else if (quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
                field.append('"');
                at = quote + 2;
            } else {
                at = quote + 1;
                if (at < line.length() && line.charAt(at) != separator) {
                    throw fault(at, "text after a closing quote; a quote within a field is written twice");
                }
                return field.toString();
            }
        }
    }

    private Where place(int offset) {
        return lines.where(line.codePointCount(0, offset) + 1, line);
    }

    private ProblemException fault(int offset, String why) {
        return fault(place(offset), why);
    }

    private static ProblemException fault(Where where, String why) {
        return Bad.input(
                Problem.of(ErrorCode.BAD_CSV, "bad table row").at(where).because(why));
    }
}
