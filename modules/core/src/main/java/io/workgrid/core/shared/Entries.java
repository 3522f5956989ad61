package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values, in the order in which the keys came. An entry may have an end; from then on it counts as not there, and goes when somebody looks after
 * it.
 */
final class Entries {
    /** An entry without end. */
    static final long NO_END = 0;

    private final LinkedHashMap<Value, Entry> map = new LinkedHashMap<>();
    private long bytes;
    private long stamps;
    private long nextEndMillis = Long.MAX_VALUE;

    /**
     * A value.
     *
     * @param value the value
     * @param came the number under which its key came; the order for those who read in pages
     * @param version the number under which it was last changed
     * @param endMillis when it goes; {@link #NO_END}: not by itself
     */
    record Entry(Value value, long came, long version, long endMillis) {
        boolean over(long nowMillis) {
            return endMillis != NO_END && endMillis <= nowMillis;
        }
    }

    /** None, but with a higher version. */
    static Entries after(Entries before) {
        Entries next = new Entries();
        next.stamps = before.stamps + 1;
        return next;
    }

    @Nullable
    Entry get(Value key, long nowMillis) {
        Entry entry = map.get(key);
        return entry == null || entry.over(nowMillis) ? null : entry;
    }

    /** Puts; the key keeps its place if it is there. */
    void put(Value key, Value value, long endMillis, long nowMillis) {
        bytes += growth(key, value, nowMillis);
        Entry before = get(key, nowMillis);
        if (before == null) {
            remove(key); // what is over gives its place to the new one
        }
        long stamp = ++stamps;
        map.put(key, new Entry(value, before == null ? stamp : before.came(), stamp, endMillis));
        if (endMillis != NO_END) {
            nextEndMillis = Math.min(nextEndMillis, endMillis);
        }
    }

    void remove(Value key) {
        Entry gone = map.remove(key);
        if (gone != null) {
            bytes -= key.charge() + gone.value().charge();
            stamps++;
        }
    }

    void clear() {
        map.clear();
        bytes = 0;
        stamps++;
        nextEndMillis = Long.MAX_VALUE;
    }

    /** How many bytes more it takes to put that. */
    long growth(Value key, Value value, long nowMillis) {
        Entry before = get(key, nowMillis);
        return before == null
                ? key.charge() + value.charge()
                : value.size() - before.value().size();
    }

    /** Removes what is over. False if nothing was. */
    boolean purge(long nowMillis) {
        if (nowMillis < nextEndMillis) {
            return false;
        }
        List<Value> over = map.entrySet().stream()
                .filter(entry -> entry.getValue().over(nowMillis))
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(this::remove);
        nextEndMillis = map.values().stream()
                .mapToLong(Entry::endMillis)
                .filter(end -> end != NO_END)
                .min()
                .orElse(Long.MAX_VALUE);
        return !over.isEmpty();
    }

    /** How many are there that are not over. */
    long live(long nowMillis) {
        return nowMillis < nextEndMillis
                ? map.size()
                : map.values().stream().filter(entry -> !entry.over(nowMillis)).count();
    }

    /** How many are kept, also of those that are over. */
    int size() {
        return map.size();
    }

    long bytes() {
        return bytes;
    }

    /** Grows with each change. */
    long version() {
        return stamps;
    }

    /** In the order in which the keys came. */
    Iterator<Map.Entry<Value, Entry>> iterator() {
        return map.entrySet().iterator();
    }

    void write(ByteSink sink) {
        sink.number(stamps);
        sink.number(map.size());
        map.forEach((key, entry) -> {
            key.write(sink);
            entry.value().write(sink);
            sink.number(entry.came());
            sink.number(entry.version());
            sink.number(entry.endMillis());
        });
    }

    static Entries read(ByteSource source) {
        Entries entries = new Entries();
        entries.stamps = source.number();
        for (int left = source.count(); left > 0; left--) {
            Value key = Value.read(source);
            Entry entry = new Entry(Value.read(source), source.number(), source.number(), source.number());
            entries.map.put(key, entry);
            entries.bytes += key.charge() + entry.value().charge();
            if (entry.endMillis() != NO_END) {
                entries.nextEndMillis = Math.min(entries.nextEndMillis, entry.endMillis());
            }
        }
        return entries;
    }
}
