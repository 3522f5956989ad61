package io.workgrid.core.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The growing form of {@link Ranges}. An index is added once: adding it again is a state that cannot be, and throws.
 */
final class RangeSet {
    private long[] bounds = new long[8]; // first, end, first, end ... strictly ascending
    private int used;
    private long total;
    private @Nullable Ranges frozen;

    /** How many indexes. */
    long total() {
        return total;
    }

    /** The set now. Cheap when nothing was added since. */
    Ranges freeze() {
        if (frozen == null) {
            frozen = Ranges.ofBounds(Arrays.copyOf(bounds, used));
        }
        return frozen;
    }

    void add(long first, long end) {
        int at = after(first);
        boolean left = at > 0 && bounds[at - 1] >= first;
        boolean right = at < used && bounds[at] <= end;
        if (end <= first || (left && bounds[at - 1] > first) || (right && bounds[at] < end)) {
            throw new IllegalStateException(
                    "items " + first + ".." + (end - 1) + " are in the set already or are none");
        }
        if (left && right) {
            System.arraycopy(bounds, at + 1, bounds, at - 1, used - at - 1);
            used -= 2;
        } else if (left) {
            bounds[at - 1] = end;
        } else if (right) {
            bounds[at] = first;
        } else {
            insert(at, first, end);
        }
        total += end - first;
        frozen = null;
    }

    private void insert(int at, long first, long end) {
        if (used == bounds.length) {
            bounds = Arrays.copyOf(bounds, used * 2);
        }
        System.arraycopy(bounds, at, bounds, at + 2, used - at);
        bounds[at] = first;
        bounds[at + 1] = end;
        used += 2;
    }

    /** Where the first range that begins after the index stands. */
    private int after(long index) {
        int low = 0;
        int high = used / 2;
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (bounds[2 * mid] <= index) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        return 2 * low;
    }
}
