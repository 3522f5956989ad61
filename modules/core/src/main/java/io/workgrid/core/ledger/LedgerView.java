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
}
