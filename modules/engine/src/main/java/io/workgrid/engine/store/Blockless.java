package io.workgrid.engine.store;

import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items that got their outcome from the ledger alone: cancelled ones, and those lost with their node. No block tells of them. */
public final class Blockless {
    private Blockless() {}

    /** The outcome of a settled item without a block; {@code null} if it has a block. */
    public static @Nullable Outcome outcome(LedgerView shard, long index) {
        for (Map.Entry<Outcome, Ranges> each : shard.withoutBlock().entrySet()) {
            if (each.getValue().contains(index)) {
                return each.getKey();
            }
        }
        return null;
    }

    /** The first settled item without a block from an index on; {@link Long#MAX_VALUE} if there is none. */
    static long next(LedgerView shard, long from) {
        long next = Long.MAX_VALUE;
        for (Ranges ranges : shard.withoutBlock().values()) {
            for (int n = 0; n < ranges.size(); n++) {
                if (ranges.end(n) > from) {
                    next = Math.min(next, Math.max(from, ranges.first(n)));
                }
            }
        }
        return next;
    }

    /** What can be said of such an item. */
    public static ItemView view(long index, Outcome outcome, @Nullable String reason) {
        ItemError lost = outcome == Outcome.FAILED || outcome == Outcome.UNKNOWN
                ? new ItemError(
                        ItemError.Kind.NODE_LOST,
                        List.of("NodeLost"),
                        "the node that held the item left the grid, or could not tell how it went",
                        "",
                        false,
                        Map.of())
                : null;
        return new ItemView(
                index, null, outcome, 0, null, -1, 0, 0, lost, outcome == Outcome.CANCELLED ? reason : null);
    }
}
