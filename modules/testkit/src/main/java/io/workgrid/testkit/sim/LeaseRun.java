package io.workgrid.testkit.sim;

import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leases on their way through a worker, each followed by the next: what became of their items so far. They share blocks, under the highest
 * of their fences.
 */
final class LeaseRun {
    private final List<Reply.Lease> leases;
    private final List<Exchange.Report> reports = new ArrayList<>();
    private final List<Blocks.Block> blocks = new ArrayList<>();
    private List<Exchange.ItemEnd> exceptions = new ArrayList<>();
    private Map<String, Long> counters = new HashMap<>();
    private List<Outcome> block = new ArrayList<>();
    private List<Long> fences = new ArrayList<>();
    private long next;
    private long nanos;
    boolean over;

    LeaseRun(List<Reply.Lease> leases) {
        this.leases = leases;
        this.next = leases.get(0).first();
    }

    /** Whether a lease can be run as one with another that comes before it. */
    static boolean follows(Reply.Lease before, Reply.Lease lease) {
        return before.first() + before.count() == lease.first() && before.attempt() == lease.attempt();
    }

    long next() {
        return next;
    }

    /** The lease of the next item. */
    Reply.Lease lease() {
        return leases.get(reports.size());
    }

    boolean atEnd() {
        return reports.size() == leases.size();
    }

    /** The next item took so long and ended so; {@code null}: done. */
    void ended(Exchange.@Nullable End end, long millis) {
        nanos += millis * 1_000_000 + 100;
        Outcome outcome = outcome(end);
        if (outcome == null) {
            closeBlock();
        } else {
            block.add(outcome);
            fences.add(lease().fence());
        }
        if (end == null) {
            counters.merge("items", 1L, Long::sum);
            counters.merge("sum", next * 31 + lease().fence(), Long::sum);
        } else {
            exceptions.add(new Exchange.ItemEnd(next, end));
        }
        passed();
    }

    private void passed() {
        next++;
        Reply.Lease lease = lease();
        if (next == lease.first() + lease.count()) {
            reports.add(new Exchange.Report(lease.fence(), lease.first(), lease.count(), exceptions, counters, nanos));
            exceptions = new ArrayList<>();
            counters = new HashMap<>();
            nanos = 0;
        }
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

    private void closeBlock() {
        if (!block.isEmpty()) {
            long fence = leases.stream().mapToLong(Reply.Lease::fence).max().orElseThrow();
            blocks.add(new Blocks.Block(next - block.size(), fence, fences, block));
            block = new ArrayList<>();
            fences = new ArrayList<>();
        }
    }

    /** The rest was never started. */
    void releaseRest() {
        closeBlock();
        while (!atEnd()) {
            exceptions.add(new Exchange.ItemEnd(next, Exchange.End.RELEASED));
            passed();
        }
    }

    List<Blocks.Block> blocks() {
        closeBlock();
        return blocks;
    }

    /** Of all leases; they go out together. */
    List<Exchange.Report> reports() {
        return reports;
    }
}
