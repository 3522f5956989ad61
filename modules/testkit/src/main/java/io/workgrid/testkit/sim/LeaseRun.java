package io.workgrid.testkit.sim;

import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lease on its way through a worker: what became of its items so far. */
final class LeaseRun {
    final Reply.Lease lease;
    private final List<Exchange.ItemEnd> exceptions = new ArrayList<>();
    private final List<Blocks.Block> blocks = new ArrayList<>();
    private final Map<String, Long> counters = new HashMap<>();
    private List<Outcome> block = new ArrayList<>();
    private long next;
    private long nanos;
    boolean over;

    LeaseRun(Reply.Lease lease) {
        this.lease = lease;
        this.next = lease.first();
    }

    long next() {
        return next;
    }

    boolean atEnd() {
        return next == lease.first() + lease.count();
    }

    /** The next item took so long and ended so; {@code null}: done. */
    void ended(Exchange.@Nullable End end, long millis) {
        nanos += millis * 1_000_000 + 100;
        Outcome outcome = outcome(end);
        if (outcome == null) {
            closeBlock();
        } else {
            block.add(outcome);
        }
        if (end == null) {
            counters.merge("items", 1L, Long::sum);
            counters.merge("sum", next * 31 + lease.fence(), Long::sum);
        } else {
            exceptions.add(new Exchange.ItemEnd(next, end));
        }
        next++;
    }

    private static @Nullable Outcome outcome(Exchange.@Nullable End end) {
        if (end == null) {
            return Outcome.DONE;
        }
        return switch (end) {
            case FAILED -> Outcome.FAILED;
            case UNKNOWN -> Outcome.UNKNOWN;
            case RETRY, CANCELLED, RELEASED -> null;
        };
    }

    void closeBlock() {
        if (!block.isEmpty()) {
            blocks.add(new Blocks.Block(next - block.size(), lease.fence(), block));
            block = new ArrayList<>();
        }
    }

    /** The rest was never started. */
    void releaseRest() {
        closeBlock();
        while (!atEnd()) {
            exceptions.add(new Exchange.ItemEnd(next++, Exchange.End.RELEASED));
        }
    }

    List<Blocks.Block> blocks() {
        closeBlock();
        return blocks;
    }

    Exchange.Report report() {
        return new Exchange.Report(lease.fence(), lease.first(), lease.count(), exceptions, counters, nanos);
    }
}
