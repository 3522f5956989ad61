package io.workgrid.cli.output;

import org.jspecify.annotations.Nullable;

/** Strings of JSON, for places where loading a JSON library would cost more than what is written. */
public final class JsonText {
    private JsonText() {}

    /** The text as a JSON string, or {@code null}. Half a surrogate pair, which JSON cannot carry, becomes U+FFFD. */
    public static String quote(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04x", c));
                    } else {
                        out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
