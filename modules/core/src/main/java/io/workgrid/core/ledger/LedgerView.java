package io.workgrid.core.ledger;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ledger at one moment, for clients: what can be read, and totals.
 *
 * @param version grows with every change a client can see
 * @param phase where the shard is in its life, as for a job
 * @param reason why it stopped or is paused, or {@code null}
 * @param first the first index
 * @param end one past the last index that was added
 * @param sealed whether all items were added
 * @param steered the number of the last pause or resume
 * @param tuned the number of the last change of parallelism or priority
 * @param parallelism the most live leases now; 0: no limit
 * @param priority what nodes are told of the job's turn now
 * @param waits what it waits for before it gives leases, for people; {@code null}: nothing, or not any more
 * @param leased items in live leases
 * @param counts items by outcome
 * @param retried attempts that failed or were lost and are or were tried again
 * @param settled all indexes that have an outcome
 * @param withoutBlock of these, the ones for which no block was written, by outcome
 * @param counters the job counters of this shard
 */
public record LedgerView(
        long version,
        JobPhase phase,
        @Nullable String reason,
        long first,
        long end,
        boolean sealed,
        long steered,
        long tuned,
        int parallelism,
        int priority,
        @Nullable String waits,
        long leased,
        Map<Outcome, Long> counts,
        long retried,
        Ranges settled,
        Map<Outcome, Ranges> withoutBlock,
        Map<String, Long> counters) {

    public LedgerView {
        counts = Map.copyOf(counts);
        withoutBlock = Map.copyOf(withoutBlock);
        counters = Map.copyOf(counters);
    }

    /** Whether some of these items have an outcome without a block, other than DONE: they were cancelled, or lost with their node. */
    public boolean someLost(long from, long to) {
        return withoutBlock.values().stream().anyMatch(ranges -> ranges.touches(from, to));
    }
}
