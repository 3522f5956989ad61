package io.workgrid.api.shared;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dict of the grid. It is spread over 16 buckets, which different nodes keep; each call for one key is atomic, and is a call to one bucket. {@link Manager}
 * says what holds for all shared objects.
 *
 * <p><b>Keys</b> are the same if their bytes are: numbers of the same class, texts, and lists and records of such; {@code 1} and {@code 1L} are two keys. A {@code
 * HashMap} or {@code HashSet} is no good key: its order, and so its bytes, may differ.
 *
 * <p><b>Limits</b>: 1,000,000 entries and 256 MiB in all, evenly spread, so a bucket holds a sixteenth.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface SharedDict<K, V> extends SharedObject, Iterable<Map.Entry<K, V>> {

    /** The value; {@code null} if there is none. */
    @Nullable
    V get(K key);

    /** The value, or another if there is none; as Python's {@code get(key, default)}. Nothing is put. */
    V getOrDefault(K key, V other);

    /** Values of several keys, in one call to each bucket that is asked; keys without a value are left out. */
    Map<K, V> getAll(Iterable<? extends K> keys);

    /** Whether there is a value. */
    boolean containsKey(K key);

    /** Puts a value; it stays until it is removed. Returns the one before, or {@code null}. */
    @Nullable
    V put(K key, V value);

    /**
     * Puts a value that goes by itself.
     *
     * @param life 1 ms to 365 days, from now; each later put replaces it, also one without a life. {@code merge} and {@code compute} leave it as it is
     */
    @Nullable
    V put(K key, V value, Duration life);

    /** Puts all, in one call to each bucket; atomic in each, not in all together. Python's {@code update}. */
    void putAll(Map<? extends K, ? extends V> entries);

    /** Puts a value if there is none. Returns the one that is there, or {@code null} if the new one was put. Python's {@code setdefault}. */
    @Nullable
    V putIfAbsent(K key, V value);

    /** Removes. Returns what was there, or {@code null}. Python's {@code pop}. */
    @Nullable
    V remove(K key);

    /** Removes if that very value is there, by its bytes. */
    boolean remove(K key, V expected);

    /** Replaces if that very value is there, by its bytes: compare-and-set. */
    boolean replace(K key, V expected, V value);

    /**
     * Puts the value, or merges it with the one that is there: in the bucket, atomic, in one call.
     *
     * @return the new value
     * @throws io.workgrid.api.BadInputException if the two cannot be merged that way; nothing was changed
     */
    V merge(K key, V value, Merge how);

    /** Merges many, in one call to each bucket; atomic in each. If one cannot be merged, none of its bucket is. */
    void mergeAll(Map<? extends K, ? extends V> entries, Merge how);

    /**
     * As {@link #merge(Object, Object, Merge)} with code of yours, which runs as {@link #compute} says.
     *
     * @return the new value; {@code null} if the code returned that, and the entry was removed
     */
    @Nullable
    V merge(K key, V value, BinaryOperator<V> how);

    /**
     * Replaces a value by what a function makes of it; {@code null} stands for no entry, both ways. Atomic.
     *
     * <p>The function runs here, in the caller: code never runs where the dict is kept. Its result is put if the value is still the same; if somebody changed it
     * meanwhile, the function runs again on the new one, after a short random pause. So it may run several times for one effect, and must do nothing but
     * compute. After 100 tries that others overtook: {@link io.workgrid.api.RefusedException}, and nothing was changed.
     *
     * @return the new value
     */
    @Nullable
    V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

    /** As {@link #compute}, if there is no value; the function runs at most once for each try, and not if there is a value. */
    @Nullable
    V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function);

    /** As {@link #compute}, if there is a value. */
    @Nullable
    V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function);

    /** How many entries there are; each bucket is asked, one after the other. */
    long size();

    /** Whether it has no entry. */
    boolean isEmpty();

    /** Removes all entries, bucket by bucket. */
    void clear();

    /**
     * The entries, in no order, read bucket by bucket in pages. Each entry that is there all the while comes once; one that is put or removed meanwhile comes or
     * does not. {@code remove} of the iterator removes the key.
     */
    @Override
    Iterator<Map.Entry<K, V>> iterator();

    /** A copy of the keys, as {@link #iterator}. */
    Set<K> keys();

    /** A copy, as {@link #iterator}. */
    Map<K, V> toMap();

    /**
     * The same dict with a copy in this process for what is read often and written rarely. {@code get}, {@code getOrDefault} and {@code containsKey} answer from the copy
     * if it is no older than that; all else goes to the dict, and what was changed through this handle is seen through it at once. The copy has at most 10,000 keys
     * and 64 MiB; the ones that were not used go first.
     *
     * @param maxStaleness 1 ms to 1 hour: how old an answer may be, from the moment it was asked for
     */
    SharedDict<K, V> cached(Duration maxStaleness);

    /**
     * The same dict, whose changes count only as long as the calling owner holds that lock. Making it tells each bucket, so that an owner before is refused from then
     * on. A change that comes too late ends in a {@link io.workgrid.api.StaleFenceException}.
     *
     * @throws io.workgrid.api.BadInputException if the caller does not hold the lock
     */
    SharedDict<K, V> withFence(SharedLock lock);
}
