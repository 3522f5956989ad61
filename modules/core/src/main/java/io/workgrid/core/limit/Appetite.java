package io.workgrid.core.limit;

import io.workgrid.api.Effect;

/** How many leases a node asks for: as many as it has idle workers, and a little ahead where asking takes longer than running. */
public final class Appetite {
    /** Below this a chunk is so short that a worker would wait for the next one. */
    private static final long SHORT_CHUNK_NANOS = 5_000_000;

    private Appetite() {}

    /**
     * The most leases to ask for.
     *
     * @param idle workers that wait
     * @param queued leases that wait for a worker
     * @param workers workers in all
     * @param chunkNanos how long the last chunk of the job took on this node; 0 if none has ended
     * @param exchangeNanos how long the last exchange took
     * @param effect of the job: an unsafe item that waits on a node would be lost with it, so none does
     */
    public static int leases(int idle, int queued, int workers, long chunkNanos, long exchangeNanos, Effect effect) {
        boolean hurry = chunkNanos > 0 && chunkNanos < SHORT_CHUNK_NANOS && exchangeNanos > chunkNanos / 10;
        int ahead = hurry && effect != Effect.UNSAFE ? workers : 0;
        return Math.max(0, idle + ahead - queued);
    }
}
