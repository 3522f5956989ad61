package io.workgrid.engine.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes, self-describing: a tag and a body. The types most items and results are made of have compact forms of their own;
 * everything else that is {@link java.io.Serializable} goes the way of Java serialization. What comes back has the class of what went
 * in. Any thread may use one.
 *
 * <p>A value that cannot be sent ends in a {@link CodecException}; what was written of it is then to be truncated by the caller.
 */
public final class Codec {
    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INTEGER = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 5;
    private static final int STRING = 6;
    private static final int BYTES = 7;
    private static final int LONGS = 8;
    private static final int DOUBLES = 9;
    private static final int ARRAY_LIST = 10;
    private static final int HASH_MAP = 11;
    private static final int LINKED_HASH_MAP = 12;
    private static final int SERIALIZED = 13;
    private static final int UNSENDABLE = 14;
    // small whole numbers are most items and most results: one byte
    private static final int SMALL = 64;
    private static final int SMALL_END = 256;

    private static final int DEEPEST =
            8; // beyond that Java serialization, which also knows shared and circular references

    private final JavaSerial serial;
    private final Reading reading;

    /** A codec that finds classes through a loader. */
    public Codec(ClassLoader loader) {
        this(loader, Supplier::get);
    }

    /** A codec that finds classes through a loader, and prepares the thread that reads an object of Java serialization for it. */
    public Codec(ClassLoader loader, Reading reading) {
        serial = new JavaSerial(loader);
        this.reading = reading;
    }

    /** Reads an object with the thread prepared for it. */
    @FunctionalInterface
    public interface Reading {
        /** What the supplier read. */
        Object of(Supplier<Object> read);
    }

    /** Writes, in place of a value that cannot be sent, why; reading it throws just that. */
    public void writeUnsendable(Out out, String why) {
        out.u8(UNSENDABLE);
        out.text(why);
    }

    /** Writes a value. */
    public void write(Out out, @Nullable Object value) {
        try {
            write(out, value, 0);
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException | Error e) { // a list that another thread changes, memory that runs out
            String type = value == null ? "null" : value.getClass().getName();
            throw new CodecException(type + " cannot be sent: " + ThrownText.of(e), e);
        }
    }

    private void write(Out out, @Nullable Object value, int depth) {
        if (value == null) {
            out.u8(NULL);
            return;
        }
        Class<?> type = value.getClass();
        if (type == Integer.class) {
            whole(out, (Integer) value);
        } else if (type == String.class) {
            out.u8(STRING);
            out.text((String) value);
        } else if (type == Long.class) {
            out.u8(LONG);
            out.number((Long) value);
        } else if (type == Boolean.class) {
            out.u8((Boolean) value ? TRUE : FALSE);
        } else if (type == Double.class) {
            out.u8(DOUBLE);
            out.i64(Double.doubleToRawLongBits((Double) value));
        } else if (type == byte[].class) {
            out.u8(BYTES);
            out.bytes((byte[]) value);
        } else {
            writeLarger(out, value, type, depth);
        }
    }

    private void writeLarger(Out out, Object value, Class<?> type, int depth) {
        if (depth < DEEPEST && type == ArrayList.class) {
            ArrayList<?> list = (ArrayList<?>) value;
            out.u8(ARRAY_LIST);
            out.count(list.size());
            for (Object each : list) {
                write(out, each, depth + 1);
            }
        } else if (depth < DEEPEST && (type == LinkedHashMap.class || type == HashMap.class)) {
            Map<?, ?> map = (Map<?, ?>) value;
            out.u8(type == HashMap.class ? HASH_MAP : LINKED_HASH_MAP);
            out.count(map.size());
            for (Map.Entry<?, ?> each : map.entrySet()) {
                write(out, each.getKey(), depth + 1);
                write(out, each.getValue(), depth + 1);
            }
        } else if (type == long[].class) {
            out.u8(LONGS);
            out.count(((long[]) value).length);
            for (long each : (long[]) value) {
                out.i64(each);
            }
        } else if (type == double[].class) {
            out.u8(DOUBLES);
            out.count(((double[]) value).length);
            for (double each : (double[]) value) {
                out.i64(Double.doubleToRawLongBits(each));
            }
        } else {
            byte[] bytes = serial.write(value);
            out.u8(SERIALIZED);
            out.bytes(bytes);
        }
    }

    private static void whole(Out out, int value) {
        if (value >= 0 && value < SMALL_END - SMALL) {
            out.u8(SMALL + value);
        } else {
            out.u8(INTEGER);
            out.number(value);
        }
    }

    /**
     * Reads a value.
     *
     * @throws CodecException if the bytes are no value, or its classes refuse to be read
     */
    public @Nullable Object read(In in) {
        try {
            return readOne(in);
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException | Error e) { // the hashCode of a key, bytes nested without end
            throw new CodecException("cannot be read back: " + ThrownText.of(e), e);
        }
    }

    private @Nullable Object readOne(In in) {
        int tag = in.u8();
        if (tag >= SMALL) {
            return tag - SMALL;
        }
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case INTEGER -> (int) in.number();
            case LONG -> in.number();
            case DOUBLE -> Double.longBitsToDouble(in.i64());
            case STRING -> in.text();
            case BYTES -> in.bytes();
            case LONGS -> longs(in);
            case DOUBLES -> doubles(in);
            case ARRAY_LIST -> list(in);
            case HASH_MAP -> map(in, new HashMap<>());
            case LINKED_HASH_MAP -> map(in, new LinkedHashMap<>());
            case UNSENDABLE -> throw new CodecException(in.text(), null);
            case SERIALIZED -> {
                byte[] bytes = in.bytes();
                yield reading.of(() -> serial.read(bytes));
            }
            default -> throw new CodecException("no value begins with tag " + tag, null);
        };
    }

    private static long[] longs(In in) {
        long[] values = new long[in.length()];
        for (int n = 0; n < values.length; n++) {
            values[n] = in.i64();
        }
        return values;
    }

    private static double[] doubles(In in) {
        double[] values = new double[in.length()];
        for (int n = 0; n < values.length; n++) {
            values[n] = Double.longBitsToDouble(in.i64());
        }
        return values;
    }

    private List<@Nullable Object> list(In in) {
        int size = in.length();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int n = 0; n < size; n++) {
            list.add(readOne(in));
        }
        return list;
    }

    private Map<@Nullable Object, @Nullable Object> map(In in, Map<@Nullable Object, @Nullable Object> map) {
        int size = in.length();
        for (int n = 0; n < size; n++) {
            Object key = readOne(in);
            map.put(key, readOne(in));
        }
        return map;
    }
}
