package io.workgrid.tasks.item;

import java.util.Locale;
import java.util.Map;

/** Writes a row as a JSON object on one line; here, because this module has no third-party jar. */
final class JsonLine {
    private JsonLine() {}

    static String of(Map<String, String> columns) {
        StringBuilder line = new StringBuilder("{");
        columns.forEach((name, value) -> {
            if (line.length() > 1) {
                line.append(',');
            }
            quote(line, name);
            line.append(':');
            quote(line, value);
        });
        return line.append('}').toString();
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < ' ') {
                        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
