package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.core.shared.BucketOp;
import io.workgrid.core.shared.BucketOp.Changed;
import io.workgrid.core.shared.BucketOp.Found;
import io.workgrid.core.shared.BucketOp.If;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dict over its parts. */
@SuppressWarnings("unchecked") // what is in the dict is what was put there; a dict has no class of its own
final class DictHandle<K, V> extends SharedHandle implements SharedDict<K, V> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NO_SPEC = {};
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);
    private static final Duration LONGEST_STALENESS = Duration.ofHours(1);

    private final transient SharedScope in;
    private final transient Parts parts;
    private final transient @Nullable Guard guard;
    private final transient @Nullable NearCache cache;

    DictHandle(SharedScope in, String name, @Nullable Guard guard, @Nullable NearCache cache) {
        super(in.calls(), in.scope(), in.cell(name, Kind.DICT), 0);
        this.in = in;
        this.guard = guard;
        this.cache = cache;
        parts = new Parts(in.calls(), in.known().lives(), cell(), Kind.BUCKET, part -> NO_SPEC);
    }

    private Value encode(@Nullable Object value) {
        return in.values().encode(cell(), value);
    }

    /** A list is the same key whatever its class. */
    private Value encodeKey(@Nullable Object key) {
        return encode(key instanceof List<?> list ? new ArrayList<>(list) : key);
    }

    private V decode(Value value) {
        return (V) in.values().decode(cell(), value);
    }

    private @Nullable V decodeOrNull(@Nullable Value value) {
        return value == null ? null : decode(value);
    }

    private static int part(Value key) {
        return key.part(BucketOp.PARTS);
    }

    private @Nullable Found find(Value key) {
        byte[] answer = parts.read(part(key), BucketOp.get(List.of(key)));
        return answer == null ? null : BucketOp.found(answer).get(0);
    }

    private @Nullable Value look(Value key) {
        Found found = find(key);
        return found == null ? null : found.value();
    }

    private Changed change(Value key, If condition, @Nullable Value value, long lifeMillis) {
        byte[] op = BucketOp.change(key, condition, value, lifeMillis);
        return BucketOp.changed(change(part(key), op, List.of(key)));
    }

    /** A change that may or may not have come through is one for the copies too. */
    private byte[] change(int part, byte[] op, Iterable<Value> keys) {
        try {
            return parts.change(part, guard, op);
        } finally {
            if (cache != null) {
                cache.changed(keys);
            }
        }
    }

    @Override
    public @Nullable V get(K key) {
        Value encoded = encodeKey(key);
        return decodeOrNull(cache == null ? look(encoded) : cache.get(encoded, this::look));
    }

    @Override
    public V getOrDefault(K key, V other) {
        V value = get(key);
        return value == null ? other : value;
    }

    @Override
    public Map<K, V> getAll(Iterable<? extends K> keys) {
        Map<Integer, List<Value>> byPart = new TreeMap<>();
        Map<Value, K> asked = new LinkedHashMap<>();
        for (K key : keys) {
            Value encoded = encodeKey(key);
            if (asked.put(encoded, key) == null) {
                byPart.computeIfAbsent(part(encoded), absent -> new ArrayList<>())
                        .add(encoded);
            }
        }
        Map<K, V> found = new LinkedHashMap<>();
        byPart.forEach((part, some) -> {
            byte[] answer = parts.read(part, BucketOp.get(some));
            List<@Nullable Found> all = answer == null ? List.of() : BucketOp.found(answer);
            for (int n = 0; n < all.size(); n++) {
                Found one = all.get(n);
                K key = asked.get(some.get(n));
                if (one != null && key != null) {
                    found.put(key, decode(one.value()));
                }
            }
        });
        return found;
    }

    @Override
    public boolean containsKey(K key) {
        Value encoded = encodeKey(key);
        return (cache == null ? look(encoded) : cache.get(encoded, this::look)) != null;
    }

    @Override
    public @Nullable V put(K key, V value) {
        return decodeOrNull(change(encodeKey(key), If.ALWAYS, encode(value), BucketOp.NO_END)
                .before());
    }

    @Override
    public @Nullable V put(K key, V value, Duration life) {
        if (life.compareTo(Duration.ofMillis(1)) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
            throw new BadInputException(cell().text() + ": life of an entry is " + life + "; wanted 1 ms to 365 days");
        }
        return decodeOrNull(change(encodeKey(key), If.ALWAYS, encode(value), life.toMillis())
                .before());
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        forParts(entries, BucketOp::putAll);
    }

    @Override
    public void mergeAll(Map<? extends K, ? extends V> entries, Merge how) {
        forParts(entries, some -> BucketOp.merge(how, false, some));
    }

    private void forParts(Map<? extends K, ? extends V> entries, Function<Map<Value, Value>, byte[]> op) {
        Map<Integer, Map<Value, Value>> byPart = new TreeMap<>();
        entries.forEach((key, value) -> {
            Value encoded = encodeKey(key);
            byPart.computeIfAbsent(part(encoded), absent -> new LinkedHashMap<>())
                    .put(encoded, encode(value));
        });
        byPart.forEach((part, some) -> change(part, op.apply(some), some.keySet()));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        Changed changed = change(encodeKey(key), If.ABSENT, encode(value), BucketOp.NO_END);
        return changed.done() ? null : decodeOrNull(changed.before());
    }

    @Override
    public @Nullable V remove(K key) {
        return decodeOrNull(
                change(encodeKey(key), If.ALWAYS, null, BucketOp.NO_END).before());
    }

    @Override
    public boolean remove(K key, V expected) {
        return change(encodeKey(key), If.equal(encode(expected)), null, BucketOp.NO_END)
                .done();
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        return change(encodeKey(key), If.equal(encode(expected)), encode(value), BucketOp.NO_END)
                .done();
    }

    @Override
    public V merge(K key, V value, Merge how) {
        Value encoded = encodeKey(key);
        byte[] op = BucketOp.merge(how, true, Map.of(encoded, encode(value)));
        return decode(
                BucketOp.values(change(part(encoded), op, List.of(encoded))).get(0));
    }

    @Override
    public @Nullable V merge(K key, V value, BinaryOperator<V> how) {
        encode(value);
        return compute(key, (same, before) -> before == null ? value : how.apply(before, value));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Value encoded = encodeKey(key);
        for (int tries = 0; ; tries++) {
            Found found = find(encoded);
            V value = function.apply(key, found == null ? null : decode(found.value()));
            Value next = value == null ? null : encode(value);
            if (found == null && next == null) {
                return null;
            }
            If same = If.version(found == null ? 0 : found.version());
            if (change(encoded, same, next, BucketOp.SAME_LIFE).done()) {
                return value;
            }
            Contention.pause(cell(), tries);
        }
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        V there = get(key);
        if (there != null) {
            return there;
        }
        return compute(key, (same, before) -> before == null ? function.apply(key) : before);
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        return compute(key, (same, before) -> before == null ? null : function.apply(key, before));
    }

    @Override
    public long size() {
        long size = 0;
        for (int part = 0; part < BucketOp.PARTS; part++) {
            byte[] answer = parts.read(part, BucketOp.size());
            size += answer == null ? 0 : BucketOp.number(answer);
        }
        return size;
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public void clear() {
        String life = parts.life(guard);
        try {
            parts.look().begun().stream().forEach(part -> parts.change(part, guard, BucketOp.clear()));
        } finally {
            if (cache != null && !life.isEmpty()) {
                cache.clear();
            }
        }
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new DictIterator<>(
                parts::read,
                (key, value) -> Map.entry((K) in.values().decode(cell(), key), decode(value)),
                entry -> remove(entry.getKey()));
    }

    @Override
    public Set<K> keys() {
        Set<K> keys = new LinkedHashSet<>();
        forEach(entry -> keys.add(entry.getKey()));
        return keys;
    }

    @Override
    public Map<K, V> toMap() {
        Map<K, V> all = new LinkedHashMap<>();
        forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    @Override
    public SharedDict<K, V> cached(Duration maxStaleness) {
        Objects.requireNonNull(maxStaleness, "maxStaleness is null");
        if (maxStaleness.compareTo(Duration.ofMillis(1)) < 0 || maxStaleness.compareTo(LONGEST_STALENESS) > 0) {
            throw new BadInputException(cell().text() + ": staleness is " + maxStaleness + "; wanted 1 ms to 1 hour");
        }
        return new DictHandle<>(in, name(), guard, new NearCache(maxStaleness.toNanos()));
    }

    @Override
    public SharedDict<K, V> withFence(SharedLock lock) {
        Guard now = SharedScope.guard(lock);
        parts.guard(now);
        return new DictHandle<>(in, name(), now, cache);
    }
}
