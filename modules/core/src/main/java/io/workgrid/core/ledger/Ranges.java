package io.workgrid.core.ledger;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.Arrays;

/**
 * A set of indexes as ascending, non-empty, non-touching ranges. Immutable; its size is the number of ranges, not of indexes.
 */
public final class Ranges {
    /** No index. */
    public static final Ranges NONE = new Ranges(new long[0]);

    private final long[] bounds; // first, end, first, end ... strictly ascending

    private Ranges(long[] bounds) {
        this.bounds = bounds;
    }

    /** The indexes from {@code first} to before {@code end}. */
    public static Ranges of(long first, long end) {
        return end <= first ? NONE : new Ranges(new long[] {first, end});
    }

    /**
     * The ranges that {@link #bounds} gave.
     *
     * @param bounds first, end, first, end ... strictly ascending; not to be used elsewhere
     * @throws IllegalArgumentException if they are not
     */
    public static Ranges ofBounds(long[] bounds) {
        for (int n = 1; n < bounds.length; n++) {
            if (bounds[n] <= bounds[n - 1]) {
                throw new IllegalArgumentException("bounds do not ascend: " + Arrays.toString(bounds));
            }
        }
        return bounds.length == 0 ? NONE : new Ranges(bounds);
    }

    /** As the distances between neighbours. */
    void write(ByteSink sink) {
        sink.number(size());
        long last = 0;
        for (int n = 0; n < size(); n++) {
            sink.number(first(n) - last);
            sink.number(end(n) - first(n));
            last = end(n);
        }
    }

    static Ranges read(ByteSource source) {
        long[] bounds = new long[Math.multiplyExact(source.count(), 2)];
        long last = 0;
        for (int n = 0; n < bounds.length; n++) {
            last += source.number();
            bounds[n] = last;
        }
        return ofBounds(bounds);
    }

    /** The ranges as numbers: first, end, first, end ... strictly ascending. */
    public long[] bounds() {
        return bounds.clone();
    }

    /** How many ranges. */
    public int size() {
        return bounds.length / 2;
    }

    /** The first index of the n-th range. */
    public long first(int n) {
        return bounds[2 * n];
    }

    /** One past the last index of the n-th range. */
    public long end(int n) {
        return bounds[2 * n + 1];
    }

    /** How many indexes. */
    public long total() {
        long sum = 0;
        for (int n = 0; n < size(); n++) {
            sum += end(n) - first(n);
        }
        return sum;
    }

    /** Whether the index is in the set. */
    public boolean contains(long index) {
        int n = rangeAtOrBefore(index);
        return n >= 0 && index < end(n);
    }

    /** Whether an index from {@code first} to before {@code end} is in the set. */
    public boolean touches(long first, long end) {
        int n = rangeAtOrBefore(end - 1);
        return n >= 0 && first < end(n);
    }

    /** The first index from {@code from} on that is not in the set. */
    public long gapFrom(long from) {
        int n = rangeAtOrBefore(from);
        return n >= 0 && from < end(n) ? end(n) : from;
    }

    /** The number of the last range that begins at or before the index; -1 if there is none. */
    private int rangeAtOrBefore(long index) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int mid = (low + high) >>> 1;
            if (first(mid) <= index) {
                low = mid + 1;
            } else {
                high = mid - 1;
            }
        }
        return high;
    }

    /** This set and the indexes from {@code first} to before {@code end}. */
    public Ranges with(long first, long end) {
        if (end <= first) {
            return this;
        }
        long[] merged = new long[bounds.length + 2];
        int n = 0;
        int at = 0;
        while (n < size() && end(n) < first) {
            merged[at++] = first(n);
            merged[at++] = end(n++);
        }
        long from = first;
        long to = end;
        while (n < size() && first(n) <= to) {
            from = Math.min(from, first(n));
            to = Math.max(to, end(n++));
        }
        merged[at++] = from;
        merged[at++] = to;
        while (n < size()) {
            merged[at++] = first(n);
            merged[at++] = end(n++);
        }
        return new Ranges(Arrays.copyOf(merged, at));
    }

    /** The indexes of this set that are not in the other. */
    public Ranges minus(Ranges other) {
        long[] left = new long[bounds.length + other.bounds.length];
        int at = 0;
        int m = 0;
        for (int n = 0; n < size(); n++) {
            long from = first(n);
            while (m < other.size() && other.end(m) <= from) {
                m++;
            }
            int k = m;
            while (k < other.size() && other.first(k) < end(n)) {
                if (other.first(k) > from) {
                    left[at++] = from;
                    left[at++] = other.first(k);
                }
                from = Math.max(from, other.end(k++));
            }
            if (from < end(n)) {
                left[at++] = from;
                left[at++] = end(n);
            }
        }
        return at == 0 ? NONE : new Ranges(Arrays.copyOf(left, at));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranges ranges && Arrays.equals(bounds, ranges.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** As {@code 0..99 120..120}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < size(); n++) {
            text.append(n == 0 ? "" : " ").append(first(n)).append("..").append(end(n) - 1);
        }
        return text.toString();
    }
}
