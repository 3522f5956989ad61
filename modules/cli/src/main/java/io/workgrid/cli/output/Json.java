package io.workgrid.cli.output;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON on one line: texts, numbers, booleans, {@code null}, maps, lists, arrays and records; bytes as base64, and where they
 * have a name, that name says so: {@code stdoutBase64}; anything else as its {@code toString()}.
 */
public final class Json {
    private static final int DEEPEST = 500;

    private Json() {}

    /** The value as JSON. */
    public static String of(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return JsonText.quote((String) value);
        }
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            out.append(JsonText.quote("..."));
        } else if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            number(out, number);
        } else if (value instanceof Map<?, ?> map) {
            map(out, map, depth);
        } else if (value instanceof Iterable<?> values) {
            out.append('[');
            for (Object element : values) {
                write(out, element, depth + 1);
                out.append(',');
            }
            close(out, ']');
        } else if (value instanceof byte[] bytes) {
            out.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
        } else if (value.getClass().isArray()) {
            array(out, value, depth);
        } else if (value instanceof Record record && isOpen(record)) {
            record(out, record, depth);
        } else {
            out.append(JsonText.quote(value.toString()));
        }
    }

    /** JSON has no infinity and no NaN. */
    private static void number(StringBuilder out, Number number) {
        double asDouble = number.doubleValue();
        boolean finite = !(number instanceof Double || number instanceof Float) || Double.isFinite(asDouble);
        out.append(finite ? number.toString() : JsonText.quote(number.toString()));
    }

    private static void map(StringBuilder out, Map<?, ?> map, int depth) {
        out.append('{');
        map.forEach((name, element) -> {
            out.append(JsonText.quote(named(String.valueOf(name), element))).append(':');
            write(out, element, depth + 1);
            out.append(',');
        });
        close(out, '}');
    }

    /** A text and bytes as text must not be taken for each other. */
    private static String named(String name, @Nullable Object element) {
        return element instanceof byte[] ? name + "Base64" : name;
    }

    private static void array(StringBuilder out, Object array, int depth) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            write(out, Array.get(array, i), depth + 1);
            out.append(',');
        }
        close(out, ']');
    }

    private static boolean isOpen(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (!component.getAccessor().canAccess(record)) {
                return false;
            }
        }
        return true;
    }

    private static void record(StringBuilder out, Record record, int depth) {
        out.append('{');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            out.append(JsonText.quote(component.getName())).append(':');
            try {
                write(out, component.getAccessor().invoke(record), depth + 1);
            } catch (IllegalAccessException | InvocationTargetException e) {
                out.append("null");
            }
            out.append(',');
        }
        close(out, '}');
    }

    private static void close(StringBuilder out, char close) {
        int last = out.length() - 1;
        if (out.charAt(last) == ',') {
            out.setCharAt(last, close);
        } else {
            out.append(close);
        }
    }
}
