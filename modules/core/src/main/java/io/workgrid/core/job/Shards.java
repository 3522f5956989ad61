package io.workgrid.core.job;

import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.core.ledger.LedgerSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * How a job is laid out: about one shard for {@value #ITEMS_PER_SHARD} items, at most {@value #MOST}, so that many nodes need not wait for
 * one ledger. One if it is open, or has a limit or a budget that is one number for the whole job.
 */
public final class Shards {
    /** The item count of a job whose items are still being read. */
    public static final long OPEN = LedgerSpec.OPEN;

    static final int MOST = 64;
    static final long ITEMS_PER_SHARD = 100_000;

    private Shards() {}

    /**
     * The specs of a job's ledgers, by index range; never none.
     *
     * @param itemCount how many items; {@link #OPEN} if nobody knows yet
     * @param createdMillis when the job was submitted, ms since the epoch: its deadline counts from there
     * @param seed spreads the waits before retries
     */
    public static List<LedgerSpec> of(long itemCount, JobOptions options, long createdMillis, long seed) {
        if (itemCount < 0 && itemCount != OPEN) {
            throw new IllegalArgumentException("item count is " + itemCount + "; wanted at least 0, or " + OPEN);
        }
        boolean one =
                itemCount == OPEN || options.parallelism() > 0 || options.halt().when() != Halt.When.NEVER;
        int count = one ? 1 : (int) Math.max(1, Math.min(MOST, (itemCount + ITEMS_PER_SHARD - 1) / ITEMS_PER_SHARD));
        List<LedgerSpec> shards = new ArrayList<>();
        for (int shard = 0; shard < count; shard++) {
            long end = itemCount == OPEN ? OPEN : bound(itemCount, shard + 1, count);
            shards.add(spec(one ? 0 : bound(itemCount, shard, count), end, options, createdMillis, seed));
        }
        return List.copyOf(shards);
    }

    /** The n-th of count + 1 bounds that cut the items into parts that differ by at most one; without overflow. */
    private static long bound(long items, int n, int count) {
        return items / count * n + items % count * n / count;
    }

    private static LedgerSpec spec(long first, long end, JobOptions options, long createdMillis, long seed) {
        long deadline = options.deadline() == null
                ? 0
                : createdMillis + Math.max(1, options.deadline().toMillis());
        return new LedgerSpec(
                first,
                end,
                options.effect(),
                options.retries(),
                options.chunkSize(),
                options.parallelism(),
                options.halt(),
                deadline,
                seed);
    }

    /**
     * The number of the shard that holds the item.
     *
     * @throws IndexOutOfBoundsException if none does
     */
    public static int shardOf(List<LedgerSpec> shards, long index) {
        int low = 0;
        int high = shards.size() - 1;
        while (low <= high) {
            int mid = (low + high) >>> 1;
            LedgerSpec shard = shards.get(mid);
            if (index < shard.first()) {
                high = mid - 1;
            } else if (shard.end() != OPEN && index >= shard.end()) {
                low = mid + 1;
            } else {
                return mid;
            }
        }
        throw new IndexOutOfBoundsException("item " + index + " is in none of " + shards.size() + " shards");
    }
}
