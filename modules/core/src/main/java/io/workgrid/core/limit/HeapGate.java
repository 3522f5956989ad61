package io.workgrid.core.limit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node has memory for more work, by what is left in use after a collection. It stops at {@value #CLOSED_PERCENT} % and goes
 * on below {@value #OPEN_PERCENT} %: between the two it does what it did, so that it does not change its mind with every collection.
 */
public final class HeapGate {
    static final int CLOSED_PERCENT = 85;
    static final int OPEN_PERCENT = 80;

    private static final long MIB = 1024 * 1024;

    private HeapGate() {}

    /**
     * Why no leases are taken now, for people; {@code null} if they are.
     *
     * @param usedBytes in use after the last collection
     * @param maxBytes the most there can be; 0 or less if that is not known
     * @param closed whether it refused the last time
     */
    public static @Nullable String refusal(long usedBytes, long maxBytes, boolean closed) {
        if (maxBytes <= 0) {
            return null;
        }
        double percent = 100.0 * usedBytes / maxBytes;
        if (percent < (closed ? OPEN_PERCENT : CLOSED_PERCENT)) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "the heap is %.0f %% full after a collection (%d of %d MiB); leases again below %d %%",
                percent,
                usedBytes / MIB,
                maxBytes / MIB,
                OPEN_PERCENT);
    }
}
