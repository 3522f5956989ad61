package io.workgrid.core.job;

import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.core.ledger.LedgerSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a job's indexes are cut into shards: all of one size, but the last, which has no end. About one for 250,000 items, at most
 * 64, so that many nodes need not wait for one ledger; one if nobody knows how many items will come, or if the job has a limit or a
 * budget that is one number for all of it.
 *
 * @param count how many
 * @param size how many indexes each but the last has
 * @param items how many items are expected in all; -1: nobody knows
 */
public record ShardLayout(int count, long size, long items) {
    private static final int MOST = 64;
    private static final long ITEMS = 250_000;
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** A layout for a number of items that nobody knows. */
    public ShardLayout(int count, long size) {
        this(count, size, -1);
    }

    public ShardLayout {
        if (count < 1 || size < 1) {
            throw new IllegalArgumentException(count + " shards of " + size);
        }
    }

    /**
     * The layout of a job.
     *
     * @param items how many are expected; -1 if that is not known. More may come: they are the last shard's
     */
    public static ShardLayout of(long items, JobOptions options) {
        if (items < 0 || options.parallelism() > 0 || options.halt().when() != Halt.When.NEVER) {
            return new ShardLayout(1, Long.MAX_VALUE, items);
        }
        int count = (int) Math.max(1, Math.min(MOST, items / ITEMS));
        return new ShardLayout(count, count == 1 ? Long.MAX_VALUE : (items + count - 1) / count, items);
    }

    /** The shard of an index. */
    public int shardOf(long index) {
        return (int) Math.min(count - 1L, index / size);
    }

    /** The first index of a shard. */
    public long first(int shard) {
        return shard == 0 ? 0 : shard * size;
    }

    /** One past the last index of a shard. */
    public long end(int shard) {
        return shard == count - 1 ? Long.MAX_VALUE : (shard + 1) * size;
    }

    /**
     * What a shard's ledger is told: it is empty and grows until it is sealed.
     *
     * @param createdMillis when the job was submitted, ms since the epoch: its deadline counts from there
     * @param seed spreads the waits before retries
     * @param waits what the job waits for before it begins, for people; {@code null}: nothing
     */
    public LedgerSpec spec(int shard, JobOptions options, long createdMillis, long seed, @Nullable String waits) {
        long deadline = deadlineMillis(options, createdMillis);
        return new LedgerSpec(
                first(shard),
                LedgerSpec.OPEN,
                options.effect(),
                options.retries(),
                options.chunkSize(),
                options.parallelism(),
                options.halt(),
                deadline,
                seed,
                Math.max(0, Math.min(end(shard), items)),
                options.priority(),
                waits);
    }

    /** What a shard's ledger is told of a job that waits for no other. */
    public LedgerSpec spec(int shard, JobOptions options, long createdMillis, long seed) {
        return spec(shard, options, createdMillis, seed, null);
    }

    /** When the time of a job that was submitted then is up, ms since the epoch; 0: never, or not within a hundred years. */
    public static long deadlineMillis(JobOptions options, long createdMillis) {
        Duration deadline = options.deadline();
        return deadline == null || deadline.compareTo(LONGEST) > 0
                ? 0
                : createdMillis + Math.max(1, deadline.toMillis());
    }
}
