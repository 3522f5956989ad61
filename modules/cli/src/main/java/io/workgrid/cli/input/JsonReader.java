package io.workgrid.cli.input;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value (RFC 8259, strict) as {@code Map}, {@code List}, {@code String}, {@code Long}, {@code BigInteger}, {@code Double},
 * {@code Boolean} or {@code null}. Written here and not taken from a library because a line of items that is wrong is answered in the
 * user's terms: the exact column and one fact.
 */
public final class JsonReader {
    private static final int DEEPEST = 500;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** A text that is not JSON: where, in chars from 0, and why. */
    public static final class BadJsonException extends Exception {
        private final int offset;

        BadJsonException(int offset, String message) {
            super(message);
            this.offset = offset;
        }

        /** Where, in chars from 0. */
        public int offset() {
            return offset;
        }
    }

    /** Reads the one value that the text is. */
    public static @Nullable Object parse(String text) throws BadJsonException {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value("at the start");
        reader.space();
        if (reader.at < text.length()) {
            throw reader.unexpected("after the value");
        }
        return value;
    }

    private @Nullable Object value(String where) throws BadJsonException {
        space();
        char c = peek();
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '"') {
            return string();
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            return number();
        }
        return word(where);
    }

    private Map<String, @Nullable Object> object() throws BadJsonException {
        enter();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        space();
        boolean more = peek() != '}';
        while (more) {
            space();
            int start = at;
            if (peek() != '"') {
                throw unexpected(fields.isEmpty() ? "where a field name in quotes is wanted" : "after a comma");
            }
            String name = string();
            if (fields.containsKey(name)) {
                throw new BadJsonException(start, "field \"" + name + "\" stands there twice");
            }
            space();
            if (peek() != ':') {
                throw unexpected("after a field name; `:` is wanted");
            }
            at++;
            fields.put(name, value("where a value is wanted"));
            more = comma('}');
        }
        leave();
        return fields;
    }

    private List<@Nullable Object> array() throws BadJsonException {
        enter();
        List<@Nullable Object> values = new ArrayList<>();
        space();
        boolean more = peek() != ']';
        while (more) {
            values.add(value(values.isEmpty() ? "where a value is wanted" : "after a comma"));
            more = comma(']');
        }
        leave();
        return values;
    }

    private void enter() throws BadJsonException {
        if (++depth > DEEPEST) {
            throw new BadJsonException(at, "nested deeper than " + DEEPEST);
        }
        at++;
    }

    private void leave() {
        depth--;
        at++;
    }

    private boolean comma(char close) throws BadJsonException {
        space();
        char c = peek();
        if (c == ',') {
            at++;
            return true;
        }
        if (c != close) {
            throw unexpected("after a value; `,` or `" + close + "` is wanted");
        }
        return false;
    }

    private String string() throws BadJsonException {
        int start = at++;
        int end = plainEnd();
        if (end >= 0) {
            String plain = text.substring(at, end);
            at = end + 1;
            return plain;
        }
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw new BadJsonException(start, "the string that begins here has no end");
            }
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c < 0x20) {
                throw new BadJsonException(at, String.format("control character U+%04X in a string", (int) c));
            }
            at++;
            out.append(c == '\\' ? escape() : c);
        }
    }

    /** Where a string ends in which every character stands for itself; -1: it has others. */
    private int plainEnd() {
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\' || c < 0x20) {
                return -1;
            }
        }
        return -1;
    }

    private char escape() throws BadJsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new BadJsonException(at - 2, "unknown escape `\\" + c + "`");
        };
    }

    private char unicode() throws BadJsonException {
        int value = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw new BadJsonException(at, "`\\u` wants four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private Object number() throws BadJsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int first = at;
        digits();
        if (text.charAt(first) == '0' && at > first + 1) {
            throw new BadJsonException(first, "a number must not begin with 0");
        }
        boolean whole = true;
        if (peek() == '.') {
            whole = false;
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        String number = text.substring(start, at);
        if (!whole) {
            return Double.valueOf(number);
        }
        BigInteger big = number.length() < 19 ? null : new BigInteger(number);
        return big == null || big.bitLength() < Long.SIZE ? (Object) Long.valueOf(number) : big;
    }

    private void digits() throws BadJsonException {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected("where a digit is wanted");
        }
    }

    private @Nullable Object word(String where) throws BadJsonException {
        if (text.startsWith("true", at)) {
            at += 4;
            return true;
        }
        if (text.startsWith("false", at)) {
            at += 5;
            return false;
        }
        if (text.startsWith("null", at)) {
            at += 4;
            return null;
        }
        throw unexpected(where);
    }

    private void space() {
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** The character here, or NUL at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private BadJsonException unexpected(String where) {
        String seen = at < text.length() ? "`" + Character.toString(text.codePointAt(at)) + "`" : "end of line";
        return new BadJsonException(at, "unexpected " + seen + " " + where);
    }
}
