package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import org.jspecify.annotations.Nullable;

/**
 * A client that reads results, in order and as they come, from what a view says is settled: from block to block, and one item on where there
 * is no block.
 */
final class SimReader {
    private final SimStore store;
    private Ranges seen = Ranges.NONE;
    private long frontier;

    SimReader(SimStore store) {
        this.store = store;
        this.frontier = store.view().first();
    }

    void look() {
        LedgerView view = store.view();
        Ranges gained = view.settled().minus(seen);
        for (int n = 0; n < gained.size(); n++) {
            walk(view, gained.first(n), gained.end(n));
        }
        seen = view.settled();
        long to = view.settled().gapFrom(frontier);
        walk(view, frontier, to);
        frontier = to;
    }

    private void walk(LedgerView view, long from, long to) {
        long at = from;
        while (at < to) {
            at = step(view, at, to);
        }
    }

    private long step(LedgerView view, long at, long to) {
        Outcome blockless = blockless(view, at);
        if (blockless == null) {
            return readBlock(at, to);
        }
        unless(blockless == store.invariants.item(at).outcome, () -> "item " + at + " reads as " + blockless);
        return at + 1;
    }

    private static @Nullable Outcome blockless(LedgerView view, long index) {
        for (Outcome outcome : Outcome.values()) {
            if (view.withoutBlock().getOrDefault(outcome, Ranges.NONE).contains(index)) {
                return outcome;
            }
        }
        return null;
    }

    private long readBlock(long first, long to) {
        Blocks.Block block = store.blocks.read(first);
        if (block == null) {
            throw new Violation("item " + first + " is settled and has no block");
        }
        unless(first + block.outcomes().size() <= to, () -> "block at " + first + " reaches beyond what is settled");
        for (int n = 0; n < block.outcomes().size(); n++) {
            long index = first + n;
            Item item = store.invariants.item(index);
            Outcome outcome = block.outcomes().get(n);
            unless(item.outcome == outcome, () -> "item " + index + " reads as " + outcome + ", is " + item.outcome);
            long fence = block.fences().get(n);
            unless(
                    item.settledBy == fence && fence <= block.fence(),
                    () -> "item " + index + " was accepted under fence " + item.settledBy + ", reads " + fence);
        }
        return first + block.outcomes().size();
    }

    /** All that there is was read, both ways. */
    void checkAllRead() {
        LedgerView view = store.view();
        unless(seen.total() == view.end() - view.first(), () -> "as they come, " + seen.total() + " items were read");
        unless(frontier == view.end(), () -> "in order, items up to " + frontier + " of " + view.end() + " were read");
    }
}
