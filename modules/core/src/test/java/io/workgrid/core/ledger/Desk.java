package io.workgrid.core.ledger;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.RetryPolicy;
import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.Exchange.ItemEnd;
import io.workgrid.core.ledger.Exchange.Report;
import io.workgrid.core.ledger.Reply.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ledger on the desk of a test: nodes with counted exchanges, a clock that stands still unless told. */
final class Desk {
    final Ledger ledger;
    long now = 1_000;
    private final Map<String, Long> seqs = new HashMap<>();

    Desk(LedgerSpec spec) {
        ledger = Ledger.open(spec);
    }

    static LedgerSpec items(long count) {
        return new LedgerSpec(0, count, Effect.IDEMPOTENT, RetryPolicy.DEFAULT, 0, 0, Halt.NEVER, 0, 7);
    }

    static LedgerSpec chunks(long count, int chunkSize) {
        return new LedgerSpec(0, count, Effect.IDEMPOTENT, RetryPolicy.DEFAULT, chunkSize, 0, Halt.NEVER, 0, 7);
    }

    static LedgerSpec retrying(long count, int chunkSize, int retries) {
        RetryPolicy policy = RetryPolicy.DEFAULT
                .withMaxRetries(retries)
                .withBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1))
                .withJitter(false);
        return new LedgerSpec(0, count, Effect.IDEMPOTENT, policy, chunkSize, 0, Halt.NEVER, 0, 7);
    }

    static LedgerSpec unsafe(long count) {
        return new LedgerSpec(0, count, Effect.UNSAFE, RetryPolicy.DEFAULT, 0, 0, Halt.NEVER, 0, 7);
    }

    static LedgerSpec open() {
        return items(LedgerSpec.OPEN);
    }

    static LedgerSpec halting(long count, Halt halt) {
        return new LedgerSpec(0, count, Effect.IDEMPOTENT, RetryPolicy.DEFAULT, 1, 0, halt, 0, 7);
    }

    static LedgerSpec until(long count, long deadlineMillis) {
        return new LedgerSpec(0, count, Effect.IDEMPOTENT, RetryPolicy.DEFAULT, 0, 0, Halt.NEVER, deadlineMillis, 7);
    }

    static LedgerSpec limited(long count, int parallelism) {
        return new LedgerSpec(0, count, Effect.IDEMPOTENT, RetryPolicy.DEFAULT, 0, parallelism, Halt.NEVER, 0, 7);
    }

    /** The node's next exchange. */
    Reply exchange(String node, int wanted, Report... reports) {
        return ledger.exchange(next(node, wanted, reports), now);
    }

    /** The node's next exchange, not sent. */
    Exchange next(String node, int wanted, Report... reports) {
        return new Exchange(node, seqs.merge(node, 1L, Long::sum), List.of(reports), wanted, 1);
    }

    /** Takes one lease. */
    Lease lease(String node) {
        return exchange(node, 1).leases().get(0);
    }

    /** Learns that items cost nothing, then takes one lease of that many items; the first ones are done by then. */
    Lease leaseOf(String node, int count) {
        Lease lease = lease(node);
        while (lease.count() < count) {
            lease = exchange(node, 1, done(lease)).leases().get(0);
        }
        return lease;
    }

    static Report done(Lease lease) {
        return report(lease);
    }

    static Report report(Lease lease, ItemEnd... exceptions) {
        return new Report(lease.fence(), lease.first(), lease.count(), List.of(exceptions), Map.of(), 0);
    }

    static Report counting(Lease lease, String counter, long more) {
        return new Report(lease.fence(), lease.first(), lease.count(), List.of(), Map.of(counter, more), 0);
    }

    static Report all(Lease lease, End end) {
        List<ItemEnd> ends = new ArrayList<>();
        for (int n = 0; n < lease.count(); n++) {
            ends.add(new ItemEnd(lease.first() + n, end));
        }
        return report(lease, ends.toArray(ItemEnd[]::new));
    }

    static ItemEnd end(long index, End end) {
        return new ItemEnd(index, end);
    }
}
