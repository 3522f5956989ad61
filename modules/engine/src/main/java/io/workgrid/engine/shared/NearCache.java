package io.workgrid.engine.shared;

import io.workgrid.core.shared.Value;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Copies of some values of a dict, each no older than said. Any thread may use it. */
final class NearCache {
    private static final int MOST_KEYS = 10_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int OVERHEAD = 100;

    private final long longestNanos;
    private final Map<Value, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private long changes;

    NearCache(long longestNanos) {
        this.longestNanos = longestNanos;
    }

    /** {@code null} is a copy too: that nothing is there. */
    private record Copy(@Nullable Value value, long askedNanos, long bytes) {}

    /** The copy, or what is there and will be copied. */
    @Nullable
    Value get(Value key, Function<Value, @Nullable Value> ask) {
        long now = System.nanoTime();
        long seen;
        synchronized (this) {
            Copy copy = copies.get(key);
            if (copy != null && now - copy.askedNanos() <= longestNanos) {
                return copy.value();
            }
            seen = changes;
        }
        Value value = ask.apply(key);
        synchronized (this) {
            if (seen == changes) { // else what was read may be older than what was changed here
                put(key, value, now);
            }
        }
        return value;
    }

    private void put(Value key, @Nullable Value value, long askedNanos) {
        drop(key);
        long size = OVERHEAD + key.size() + (value == null ? 0L : value.size());
        copies.put(key, new Copy(value, askedNanos, size));
        bytes += size;
        Iterator<Copy> oldest = copies.values().iterator();
        while (copies.size() > MOST_KEYS || bytes > MOST_BYTES) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    private void drop(Value key) {
        Copy copy = copies.remove(key);
        bytes -= copy == null ? 0 : copy.bytes();
    }

    /** The value was changed through here, or is about to be. */
    synchronized void changed(Iterable<Value> keys) {
        changes++;
        keys.forEach(this::drop);
    }

    /** All may have been changed. */
    synchronized void clear() {
        changes++;
        copies.clear();
        bytes = 0;
    }
}
