package io.workgrid.engine.worker;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the items of one lease so far; ends in its report. For one thread at a time. */
final class Tally {
    private final Reply.Lease lease;
    /** Empty and shared until there is something to say, for mostly there is not. */
    private List<Exchange.ItemEnd> ends = List.of();

    private Map<String, Long> counters = Map.of();
    private long ranNanos;

    Tally(Reply.Lease lease) {
        this.lease = lease;
    }

    Reply.Lease lease() {
        return lease;
    }

    /** One past the lease's last index. */
    long end() {
        return lease.first() + lease.count();
    }

    /** An item took so long. */
    void ran(long nanos) {
        ranNanos += nanos;
    }

    /** An item is not simply done; in the order of their indexes. */
    void ended(long index, Exchange.End end) {
        if (ends.isEmpty()) {
            ends = new ArrayList<>();
        }
        ends.add(new Exchange.ItemEnd(index, end));
    }

    /** A DONE item added to counters. */
    void count(Map<String, Long> more) {
        if (!more.isEmpty()) {
            if (counters.isEmpty()) {
                counters = new HashMap<>();
            }
            more.forEach((name, amount) -> counters.merge(name, amount, Long::sum));
        }
    }

    /** The report; items from an index on were never started. */
    Exchange.Report report(long from) {
        for (long index = Math.max(from, lease.first()); index < end(); index++) {
            ended(index, Exchange.End.RELEASED);
        }
        return new Exchange.Report(lease.fence(), lease.first(), lease.count(), ends, counters, ranNanos);
    }
}
