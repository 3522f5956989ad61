package io.workgrid.core.limit;

import io.workgrid.api.Effect;

/** How many leases a node asks for: as many as it has idle workers, and a little ahead where asking takes longer than running. */
public final class Appetite {
    /** Below this each worker has a chunk to wait for it. */
    private static final long SHORT_CHUNK_NANOS = 20_000_000;
    /** Above this a chunk is so long that to wait for the next one is nothing. */
    private static final long LONG_CHUNK_NANOS = 100_000_000;
    /** What waits on a node is to keep its workers busy at least so long, and twice as long as an exchange takes. */
    private static final long AHEAD_NANOS = 2_000_000;
    /** What waits on a node keeps them busy no longer than this, or it goes back. */
    private static final long TOO_LONG_NANOS = 100_000_000;

    private static final int MOST = 4_096;

    /** How long a lease waits for a worker of a node that is busy with something else, ms. */
    public static final long PATIENCE_MILLIS = 100;

    private Appetite() {}

    /**
     * Whether a node is stuck: leases that wait on it are better off elsewhere, and it asks for none ahead.
     *
     * @param sinceTurnMillis how long all its workers have been busy with what they had
     */
    public static boolean stuck(long sinceTurnMillis) {
        return sinceTurnMillis < 0 || sinceTurnMillis >= PATIENCE_MILLIS; // below 0: the clock was set back
    }

    /**
     * The most leases to ask for.
     *
     * @param idle workers that wait
     * @param queued leases that wait for a worker
     * @param workers workers in all
     * @param chunkNanos how long a chunk of the job takes on this node; 0 if none has ended
     * @param exchangeNanos how long the last exchange took
     * @param alone whether the node knows of no other job, and the job has no limit of its own: what waits for a while would take another
     *     job's turn, or another node's place
     * @param effect of the job: an unsafe item that waits on a node would be lost with it, so none does
     * @param mostAhead the most leases that may wait for a worker, if that is more than one each
     */
    public static int leases(
            int idle,
            int queued,
            int workers,
            long chunkNanos,
            long exchangeNanos,
            boolean alone,
            Effect effect,
            int mostAhead) {
        int ahead = 0;
        if (effect == Effect.UNSAFE || chunkNanos == 0) {
            ahead = 0;
        } else if (chunkNanos < SHORT_CHUNK_NANOS) {
            ahead = aheadOfShort(workers, chunkNanos, exchangeNanos, mostAhead);
        } else if (alone) {
            ahead = aheadOfLonger(workers, chunkNanos, exchangeNanos);
        }
        return Math.max(0, idle + ahead - queued);
    }

    private static int aheadOfShort(int workers, long chunkNanos, long exchangeNanos, int mostAhead) {
        if (exchangeNanos <= chunkNanos / 10) {
            return 0;
        }
        long nanos = Math.min(Math.max(AHEAD_NANOS, 2 * exchangeNanos), TOO_LONG_NANOS / 10);
        return (int) Math.max(workers, Math.min(Math.min(MOST, mostAhead), workers * (nanos / chunkNanos)));
    }

    /** Whether chunks that take so long are asked for ahead only while there is no other job. */
    public static boolean waitsOnlyAlone(long chunkNanos) {
        return chunkNanos >= SHORT_CHUNK_NANOS;
    }

    /** As many as will end while one exchange is awaited and the next one made: the fewer wait, the fewer are kept from others. */
    private static int aheadOfLonger(int workers, long chunkNanos, long exchangeNanos) {
        boolean waits = chunkNanos <= LONG_CHUNK_NANOS && exchangeNanos > chunkNanos / 50;
        return waits ? (int) Math.min(workers, 1 + 2 * exchangeNanos * workers / chunkNanos) : 0;
    }

    /** Whether leases wait on a node that would be better off elsewhere: chunks turned out to take longer than was thought. */
    public static boolean tooMuch(int queued, int workers, long chunkNanos) {
        return queued > workers && queued / workers > TOO_LONG_NANOS / Math.max(1, chunkNanos);
    }
}
