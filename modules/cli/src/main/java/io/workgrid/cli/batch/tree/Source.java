package io.workgrid.cli.batch.tree;

import io.workgrid.cli.output.Problem;
import java.util.List;

/** The text of a file, and places in it. */
public final class Source {
    private final String name;
    private final String text;
    private final List<String> lines;

    /**
     * @param name as the user wrote it, {@code -} for stdin
     * @param text all of it
     */
    public Source(String name, String text) {
        this.name = name;
        // a byte order mark is no part of the text, and would shift the first line
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lines = this.text.lines().toList();
    }

    /** As the user wrote it. */
    public String name() {
        return name;
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** Whether it is to be read as JSON: by its name, or, for a name that does not say, by how it starts. */
    boolean json() {
        if (name.endsWith(".json")) {
            return true;
        }
        boolean named = name.endsWith(".yaml") || name.endsWith(".yml");
        String start = text.stripLeading();
        return !named
                && start.startsWith("{")
                && start.substring(1).stripLeading().startsWith("\"");
    }

    /** A place with its line, to be shown. */
    public Problem.Where where(Place place) {
        int line = Math.min(place.line(), Math.max(lines.size(), 1));
        String shown = line <= lines.size() ? lines.get(line - 1) : "";
        // behind the end of the file means behind the end of its last line
        int column = place.line() > lines.size() ? shown.codePointCount(0, shown.length()) + 1 : place.column();
        return new Problem.Where(name, line, column, shown);
    }

    /**
     * The place of a character.
     *
     * @param offset in UTF-16 units from 0
     */
    Place place(int offset) {
        int at = Math.min(Math.max(offset, 0), text.length());
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crlf)) {
                line++;
                start = i + 1;
            }
        }
        return new Place(line, text.codePointCount(start, at) + 1);
    }
}
