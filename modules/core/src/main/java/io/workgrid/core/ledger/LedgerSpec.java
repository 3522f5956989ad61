package io.workgrid.core.ledger;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger is told once, when it is made.
 *
 * @param first the shard's first index
 * @param end one past its last index; {@link #OPEN} for a shard that grows until it is sealed
 * @param effect what the task does to the world
 * @param retries what failed and lost attempts mean
 * @param chunkSize the most items of a lease; 0: measured
 * @param parallelism the most live leases, until {@link Ledger#setParallelism}; 0: no limit
 * @param halt the failure budget
 * @param deadlineMillis when the job's time is up, ms since the epoch; 0: never
 * @param seed spreads the waits before retries; the same seed gives the same waits
 * @param expectedEnd one past the last index that a growing shard is expected to have; 0: nobody knows. Leases are cut as if all of
 *     them were there: else they would be cut small for no reason but that the input comes piece by piece
 * @param priority what nodes are told of the job's turn, until {@link Ledger#setPriority}
 * @param waits what it waits for before it gives leases, for people, until {@link Ledger#release}; {@code null}: nothing
 */
public record LedgerSpec(
        long first,
        long end,
        Effect effect,
        RetryPolicy retries,
        int chunkSize,
        int parallelism,
        Halt halt,
        long deadlineMillis,
        long seed,
        long expectedEnd,
        int priority,
        @Nullable String waits) {

    /** The end of a shard that grows until it is sealed. */
    public static final long OPEN = -1;

    /** A spec of plain priority that waits for nothing. */
    public LedgerSpec(
            long first,
            long end,
            Effect effect,
            RetryPolicy retries,
            int chunkSize,
            int parallelism,
            Halt halt,
            long deadlineMillis,
            long seed,
            long expectedEnd) {
        this(first, end, effect, retries, chunkSize, parallelism, halt, deadlineMillis, seed, expectedEnd, 0, null);
    }

    /** A spec of which nobody knows how many items to expect. */
    public LedgerSpec(
            long first,
            long end,
            Effect effect,
            RetryPolicy retries,
            int chunkSize,
            int parallelism,
            Halt halt,
            long deadlineMillis,
            long seed) {
        this(first, end, effect, retries, chunkSize, parallelism, halt, deadlineMillis, seed, 0);
    }

    public LedgerSpec {
        if (first < 0 || (end != OPEN && end < first) || chunkSize < 0 || parallelism < 0 || deadlineMillis < 0) {
            throw new IllegalArgumentException("shard " + first + ".." + end + ", chunk size " + chunkSize
                    + ", parallelism " + parallelism + ", deadline " + deadlineMillis);
        }
    }
}
