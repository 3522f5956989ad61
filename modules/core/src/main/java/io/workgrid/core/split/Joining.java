package io.workgrid.core.split;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;

/**
 * How many leases that follow one another a worker runs as one: they share a result block, and their reports go out in one exchange.
 * Where chunks are very short, this is what a chunk costs less.
 *
 * <p>Whoever asks for small chunks does not want an item to wait behind another, or a result behind a later item. So this is for jobs
 * that have proven to be of another kind: hundreds of leases in a row were short and had no failure. One that is not begins anew.
 */
public final class Joining {
    private static final long LONGEST_NANOS = 5_000_000;
    private static final long SHORT_NANOS = 1_000_000;
    private static final int MOST_LEASES = 4_096;
    private static final int MEASURED_AHEAD = 4;
    /** What waits behind one another is a small part of what was seen to be short. */
    private static final int PROOFS_PER_LEASE = 16;

    private static final int LEAST_PROOFS = 256;

    private Joining() {}

    /**
     * Whether leases of a job may wait on a node in numbers. Not those of unsafe items, which would be UNKNOWN with the node; not
     * where a budget of failures is to stop the job at once; nor with a limit for the whole grid: what waits takes a place from others.
     */
    public static boolean allowed(JobOptions options) {
        return options.effect() != Effect.UNSAFE
                && options.parallelism() == 0
                && options.halt().when() == Halt.When.NEVER;
    }

    /**
     * How many leases of a ledger speak for its being short, with one more.
     *
     * @param before how many before it
     * @param ranNanos how long it took; 0 if nothing of it ran
     */
    public static int proven(int before, long ranNanos) {
        if (ranNanos <= 0) {
            return before;
        }
        return ranNanos < SHORT_NANOS ? Math.min(before + 1, MOST_LEASES * PROOFS_PER_LEASE) : before / 4;
    }

    /** The most leases that may wait behind one another. */
    public static int most(int proven) {
        return proven < LEAST_PROOFS ? 1 : proven / PROOFS_PER_LEASE;
    }

    /** The most leases that may wait on a node, for each worker: a few where the grid itself made them as large as is good. */
    public static int ahead(JobOptions options, int proven) {
        return allowed(options) && options.chunkSize() == 0 ? Math.max(MEASURED_AHEAD, most(proven)) : most(proven);
    }

    /**
     * How many leases to run as one, if so many follow one another; 1: each by itself.
     *
     * @param queued leases that wait on the node
     * @param workers its workers: none is to go idle because another took its share
     * @param leaseNanos how long a lease of the ledger takes here, as far as is known; 0: not
     * @param proven how many speak for its being short, see {@link #proven}
     */
    public static int leases(int queued, int workers, long leaseNanos, int proven) {
        int share = (queued + workers - 1) / workers;
        return (int) Math.max(1, Math.min(Math.min(share, most(proven)), LONGEST_NANOS / Math.max(1, leaseNanos)));
    }

    /** Whether leases that run as one take so much longer than was thought that those not begun are to go back. */
    public static boolean ranTooLong(long nanos) {
        return nanos > 10 * LONGEST_NANOS;
    }
}
