package io.workgrid.cli.input;

import io.workgrid.cli.input.JsonReader.BadJsonException;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.Problem.Where;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The items of one open stream, in one of the formats. Looks one item ahead; closes the stream at its end. */
final class FileItems implements Iterator<Object>, Closeable {
    private final LineReader lines;
    private final ItemFormat format;
    private final ItemRules rules;
    private final CsvRows rows;
    private @Nullable Object ahead;
    private boolean ended;

    /**
     * @param file the name as the user wrote it, {@code -} for stdin
     */
    FileItems(InputStream in, String file, ItemFormat format, boolean nulEnds, ItemRules rules) {
        this.lines = new LineReader(in, file, nulEnds, rules);
        this.format = format;
        this.rules = rules;
        this.rows = new CsvRows(lines, format == ItemFormat.TSV ? '\t' : ',', rules);
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            ahead = switch (format) {
                case LINES -> text();
                case JSONL -> json();
                case CSV, TSV -> row();
            };
            if (ahead == null) {
                close();
            }
        }
        return ahead != null;
    }

    @Override
    public Object next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        Object item = ahead;
        ahead = null;
        return item;
    }

    private @Nullable String text() {
        String line = notEmpty();
        if (line != null) {
            rules.check(line, lines.where(Math.max(line.indexOf('\0'), 0) + 1, null));
        }
        return line;
    }

    private @Nullable String notEmpty() {
        String line = lines.next();
        while (line != null && line.isEmpty()) {
            line = lines.next();
        }
        return line;
    }

    private @Nullable Object json() {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        try {
            Object value = JsonReader.parse(line);
            if (value == null) {
                throw new BadJsonException(0, "an item cannot be null");
            }
            rules.check(value, lines.where(0, line));
            return value;
        } catch (BadJsonException e) {
            Where where = lines.where(line.codePointCount(0, e.offset()) + 1, line);
            throw Bad.input(Problem.of(ErrorCode.BAD_JSON, "bad JSON").at(where).because(e.getMessage()));
        }
    }

    private @Nullable Object row() {
        Object row = rows.next();
        if (row != null) {
            rules.check(row, rows.where());
        }
        return row;
    }

    @Override
    public void close() {
        ended = true;
        try {
            lines.close();
        } catch (IOException e) {
            // all items were read: a fault while closing what was only read changes nothing
        }
    }
}
