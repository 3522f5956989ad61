package io.workgrid.server.json;

import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes any value as JSON: texts, numbers, booleans, {@code null}, maps, lists, arrays and records; bytes as base64, and where they have
 * a name, that name says so: {@code stdoutBase64}; anything else as its {@code toString()}.
 */
public final class JsonWriter {
    private static final int DEEPEST = 500;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .rootValueSeparator((String) null)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(2 * DEEPEST)
                    .build())
            .build();

    private JsonWriter() {}

    /** A generator of UTF-8. What is to stand between values is up to the caller. */
    public static JsonGenerator open(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
    }

    /** Writes a value. */
    public static void write(JsonGenerator out, @Nullable Object value) {
        write(out, value, 0);
    }

    private static void write(JsonGenerator out, @Nullable Object value, int depth) {
        if (value instanceof String text) {
            out.writeString(whole(text));
        } else if (value == null) {
            out.writeNull();
        } else if (value instanceof Number number) {
            number(out, number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (depth > DEEPEST) {
            out.writeString("...");
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((name, each) -> field(out, String.valueOf(name), each, depth));
            out.writeEndObject();
        } else if (value instanceof Iterable<?> values) {
            out.writeStartArray();
            values.forEach(each -> write(out, each, depth + 1));
            out.writeEndArray();
        } else if (value instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else if (value.getClass().isArray()) {
            out.writeStartArray();
            for (int n = 0; n < Array.getLength(value); n++) {
                write(out, Array.get(value, n), depth + 1);
            }
            out.writeEndArray();
        } else if (value instanceof Record record && isOpen(record)) {
            record(out, record, depth);
        } else {
            out.writeString(whole(value.toString()));
        }
    }

    private static void field(JsonGenerator out, String name, @Nullable Object value, int depth) {
        // a text and bytes as text must not be taken for each other
        out.writeName(whole(value instanceof byte[] ? name + "Base64" : name));
        write(out, value, depth + 1);
    }

    /** JSON has no infinity and no NaN. */
    private static void number(JsonGenerator out, Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            out.writeNumber(number.longValue());
        } else if (number instanceof BigInteger big) {
            out.writeNumber(big);
        } else if (number instanceof BigDecimal big) {
            out.writeNumber(big);
        } else if (number instanceof Double || number instanceof Float) {
            if (Double.isFinite(number.doubleValue())) {
                out.writeRawValue(number.toString());
            } else {
                out.writeString(number.toString());
            }
        } else {
            out.writeNumber(new BigDecimal(number.toString()));
        }
    }

    /** Half a surrogate pair, which UTF-8 cannot carry, becomes U+FFFD. */
    static String whole(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (Character.isSurrogate(text.charAt(n))) {
                return repaired(text);
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return out.toString();
    }

    private static boolean isOpen(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (!component.getAccessor().canAccess(record)) {
                return false;
            }
        }
        return true;
    }

    private static void record(JsonGenerator out, Record record, int depth) {
        out.writeStartObject();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                value = null;
            }
            field(out, component.getName(), value, depth);
        }
        out.writeEndObject();
    }
}
