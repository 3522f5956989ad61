package io.workgrid.core.shared;

import io.workgrid.api.shared.Merge;
import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of a part of a dict, and of a namespace, as bytes, and what is answered to them. */
public final class BucketOp {
    /** How many parts a dict has. */
    public static final int PARTS = 16;
    /** A life that ends when the entry is removed. */
    public static final long NO_END = -1;
    /** The life that the entry has. */
    public static final long SAME_LIFE = -2;

    static final int GET = 1;
    static final int CHANGE = 2;
    static final int PUT_ALL = 3;
    static final int MERGE = 4;
    static final int SIZE = 5;
    static final int CLEAR = 6;
    static final int PAGE = 7;
    static final int REPLACE = 8;

    static final int ALWAYS = 0;
    static final int IF_ABSENT = 1;
    static final int IF_EQUAL = 2;
    static final int IF_VERSION = 3;

    private BucketOp() {}

    /**
     * What is under a key.
     *
     * @param value the value
     * @param version differs from that of every other value that was or will be under that key
     */
    public record Found(Value value, long version) {}

    /**
     * How a change went.
     *
     * @param done whether its condition was met
     * @param before what was there; {@code null}: nothing
     */
    public record Changed(boolean done, @Nullable Value before) {}

    /**
     * Some of the entries.
     *
     * @param entries the entries
     * @param last where the next page goes on
     * @param more whether there is a next page
     * @param version that of all entries together
     */
    public record Page(Map<Value, Value> entries, long last, boolean more, long version) {}

    /** Under what condition a change is made. */
    public static final class If {
        /** Under none. */
        public static final If ALWAYS = new If(BucketOp.ALWAYS, null, 0);
        /** If nothing is there. */
        public static final If ABSENT = new If(IF_ABSENT, null, 0);

        private final int code;
        private final @Nullable Value expected;
        private final long version;

        private If(int code, @Nullable Value expected, long version) {
            this.code = code;
            this.expected = expected;
            this.version = version;
        }

        /** If that is there. */
        public static If equal(Value expected) {
            return new If(IF_EQUAL, expected, 0);
        }

        /** If what is there has that version; 0: nothing is there. */
        public static If version(long version) {
            return new If(IF_VERSION, null, version);
        }

        private void write(ByteSink sink) {
            sink.number(code);
            if (expected != null) {
                expected.write(sink);
            } else if (code == IF_VERSION) {
                sink.number(version);
            }
        }
    }

    /** What is under the keys, which changes nothing. Answered by {@link #found}. */
    public static byte[] get(List<Value> keys) {
        ByteSink sink = code(GET);
        sink.number(keys.size());
        keys.forEach(key -> key.write(sink));
        return sink.bytes();
    }

    /**
     * Puts or removes. Answered by {@link #changed}.
     *
     * @param value {@code null}: remove
     * @param lifeMillis how long it stays, {@link #NO_END} or {@link #SAME_LIFE}
     */
    public static byte[] change(Value key, If condition, @Nullable Value value, long lifeMillis) {
        ByteSink sink = code(CHANGE);
        key.write(sink);
        condition.write(sink);
        sink.flag(value != null);
        if (value != null) {
            value.write(sink);
        }
        sink.signed(lifeMillis);
        return sink.bytes();
    }

    /** Puts all, or none. */
    public static byte[] putAll(Map<Value, Value> entries) {
        ByteSink sink = code(PUT_ALL);
        writeAll(sink, entries);
        return sink.bytes();
    }

    /**
     * Merges all, or none.
     *
     * @param told whether the new values are wanted; then answered by {@link #values}
     */
    public static byte[] merge(Merge how, boolean told, Map<Value, Value> entries) {
        ByteSink sink = code(MERGE);
        sink.text(how.name());
        sink.flag(told);
        writeAll(sink, entries);
        return sink.bytes();
    }

    /** How many there are, which changes nothing. Answered by {@link #number}. */
    public static byte[] size() {
        return code(SIZE).bytes();
    }

    /** Removes all. */
    public static byte[] clear() {
        return code(CLEAR).bytes();
    }

    /** Some entries, in the order in which their keys came, which changes nothing. Answered by {@link #page(byte[])}. */
    public static byte[] page(long after, int mostEntries, long mostBytes) {
        ByteSink sink = code(PAGE);
        sink.number(after);
        sink.number(mostEntries);
        sink.number(mostBytes);
        return sink.bytes();
    }

    /** Puts these in place of all that is there, if that has that version. Answered by {@link #number}: 1 if it had. */
    public static byte[] replaceAll(long version, Map<Value, Value> entries) {
        ByteSink sink = code(REPLACE);
        sink.number(version);
        writeAll(sink, entries);
        return sink.bytes();
    }

    /** What was found, key by key; {@code null}: nothing. */
    public static List<@Nullable Found> found(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        List<@Nullable Found> found = new ArrayList<>();
        while (!source.atEnd()) {
            if (source.flag()) {
                long version = source.number();
                found.add(new Found(Value.read(source), version));
            } else {
                found.add(null);
            }
        }
        return found;
    }

    /** How a change went. */
    public static Changed changed(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        boolean done = source.flag();
        return new Changed(done, source.flag() ? Value.read(source) : null);
    }

    /** The new values, in the order of the keys. */
    public static List<Value> values(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        List<Value> values = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            values.add(Value.read(source));
        }
        return values;
    }

    /** A number. */
    public static long number(byte[] answer) {
        return new ByteSource(answer).number();
    }

    /** Some entries. */
    public static Page page(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        long last = source.number();
        boolean more = source.flag();
        long version = source.number();
        return new Page(readAll(source), last, more, version);
    }

    static Answer number(long value) {
        ByteSink sink = new ByteSink();
        sink.number(value);
        return Answer.done(sink.bytes());
    }

    static Answer values(Collection<Value> values) {
        ByteSink sink = new ByteSink();
        sink.number(values.size());
        values.forEach(value -> value.write(sink));
        return Answer.done(sink.bytes());
    }

    static Answer page(List<Map.Entry<Value, Entries.Entry>> page, long last, boolean more, long version) {
        ByteSink sink = new ByteSink();
        sink.number(last);
        sink.flag(more);
        sink.number(version);
        sink.number(page.size());
        for (Map.Entry<Value, Entries.Entry> each : page) {
            each.getKey().write(sink);
            each.getValue().value().write(sink);
        }
        return Answer.done(sink.bytes());
    }

    static Map<Value, Value> readAll(ByteSource source) {
        Map<Value, Value> all = new LinkedHashMap<>();
        for (int left = source.count(); left > 0; left--) {
            Value key = Value.read(source);
            all.put(key, Value.read(source));
        }
        return all;
    }

    private static void writeAll(ByteSink sink, Map<Value, Value> entries) {
        sink.number(entries.size());
        entries.forEach((key, value) -> {
            key.write(sink);
            value.write(sink);
        });
    }

    private static ByteSink code(int code) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        return sink;
    }
}
