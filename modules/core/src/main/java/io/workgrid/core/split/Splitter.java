package io.workgrid.core.split;

/**
 * Says how many items the next lease of a ledger takes, from what earlier ones took. Mutable, confined to its ledger; a few numbers,
 * whatever the number of items.
 *
 * <p>A chunk is the smallest of:
 *
 * <ul>
 *   <li>what takes about 50 ms by the mean item time of the last seconds of work: long enough that the exchange costs nothing, short
 *       enough that what waits behind a heavy item waits little;
 *   <li>the items that are left, shared twice among all workers, so that the end of a job does not leave one worker with a long chunk:
 *       here uneven items even out, and no more than the mean needs to be known of them. Items still to come count, but nobody gets more
 *       than his share of what is there. What takes less than 2 ms by the mean is not cut finer for that: it would save less than an
 *       exchange costs;
 *   <li>twice the largest chunk given so far, and sixteen times the largest one reported: nothing is known before the first report, and
 *       one item says little of the thousands behind it. No-op items reach the largest chunk in five rounds;
 *   <li>what keeps the ledger small when chunks come back in pieces, as when every second item is to be tried again;
 *   <li>the user's chunk size and {@link #MOST_ITEMS}.
 * </ul>
 *
 * It is never below 1.
 */
public final class Splitter {
    /** The most items of a chunk. */
    public static final int MOST_ITEMS = 1 << 15;

    private static final double TARGET_NANOS = 50e6;
    /** By so much the last chunks may be uneven: less than it costs to hand out more of them. */
    private static final double LEAST_NANOS = 2e6;

    private static final long WINDOW_NANOS = 2_000_000_000L;
    private static final long WINDOW_ITEMS = 1L << 20;
    private static final int GROWTH_PER_LEASE = 2;
    private static final int GROWTH_PER_REPORT = 16;
    private static final int SHARES_PER_WORKER = 2;

    private final int cap;
    private final int mostPieces;

    // Sums over a window that forgets by halves.
    private long items;
    private long nanos;
    private long pieces;

    private long largestGiven;
    private long largestReported;

    /**
     * @param chunkSize the most items the user allows; 0: no wish
     * @param mostPieces how many pieces all leases together should at most come back in
     */
    public Splitter(int chunkSize, int mostPieces) {
        this.cap = chunkSize == 0 ? MOST_ITEMS : Math.min(chunkSize, MOST_ITEMS);
        this.mostPieces = mostPieces;
    }

    /**
     * Takes what a lease took.
     *
     * @param count how many of its items ran
     * @param ranNanos how long they took together
     * @param back in how many separate pieces items of it are to be tried again
     */
    public void reported(int count, long ranNanos, int back) {
        if (count == 0) {
            return;
        }
        // A report as long as the window says more than all before it, however many items they were of.
        for (long heard = ranNanos; heard > WINDOW_NANOS / 8 && items > 1; heard -= WINDOW_NANOS / 8) {
            forgetHalf();
        }
        items += count;
        nanos += ranNanos;
        pieces += back;
        largestReported = Math.max(largestReported, count);
        while ((nanos > WINDOW_NANOS && items > 1) || items > WINDOW_ITEMS) {
            forgetHalf();
        }
    }

    private void forgetHalf() {
        nanos /= 2;
        items = (items + 1) / 2;
        pieces /= 2;
    }

    /**
     * The size of the next lease.
     *
     * @param there how many items there are that nobody holds
     * @param toCome how many more are expected
     * @param workers how many workers there are in all
     */
    public int next(long there, long toCome, long workers) {
        long shares = SHARES_PER_WORKER * Math.max(1, workers);
        long size = Math.min(cap, (there + toCome) / shares);
        if (items == 0) {
            size = 1;
        } else {
            long worth = (long) Math.min(cap, LEAST_NANOS * items / Math.max(1, nanos));
            if (toCome > 0) {
                size = Math.min(size, there / Math.max(1, workers));
            }
            size = Math.max(size, worth);
            size = Math.min(size, Math.max(1, largestGiven) * GROWTH_PER_LEASE);
            size = Math.min(size, largestReported * GROWTH_PER_REPORT);
            if (nanos > 0) {
                size = Math.min(size, (long) (TARGET_NANOS * items / nanos));
            }
            if (pieces > 0) {
                size = Math.min(size, (long) ((double) mostPieces / shares * items / pieces));
            }
        }
        size = Math.max(1, size);
        largestGiven = Math.max(largestGiven, size);
        return (int) size;
    }

    /** All that was learnt, for {@link #restore}. */
    public long[] learnt() {
        return new long[] {items, nanos, pieces, largestGiven, largestReported};
    }

    /** Takes over what another one had learnt. */
    public void restore(long[] learnt) {
        items = learnt[0];
        nanos = learnt[1];
        pieces = learnt[2];
        largestGiven = learnt[3];
        largestReported = learnt[4];
    }
}
