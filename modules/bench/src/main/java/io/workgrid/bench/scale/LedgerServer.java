package io.workgrid.bench.scale;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Ledger;
import io.workgrid.core.ledger.Reply;
import java.util.function.Consumer;

/** A production ledger behind a network, on a thread of its own that carries out one exchange after the other. */
final class LedgerServer {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Ledger ledger;
    private final VirtualTime time;
    private final Costs costs;
    private long freeAt;
    private long exchanges;
    private long endedAt;

    LedgerServer(Ledger ledger, VirtualTime time, Costs costs) {
        this.ledger = ledger;
        this.time = time;
        this.costs = costs;
    }

    void send(Exchange request, Consumer<Reply> answer) {
        time.after(costs.roundTripNanos() / 2, () -> arrived(request, answer));
    }

    private void arrived(Exchange request, Consumer<Reply> answer) {
        freeAt = Math.max(freeAt, time.now()) + costs.serviceNanos();
        exchanges++;
        // first come, first served: so it may be carried out now and answered when its turn is over
        Reply reply = ledger.exchange(request, freeAt / NANOS_PER_MILLI);
        if (reply.ended() && endedAt == 0) {
            endedAt = freeAt;
        }
        time.after(freeAt - time.now() + costs.roundTripNanos() / 2, () -> answer.accept(reply));
    }

    long exchanges() {
        return exchanges;
    }

    /** When its last item was settled. */
    long endedAt() {
        if (endedAt == 0) {
            throw new IllegalStateException("nobody works any more, and items are left in "
                    + ledger.view().first() + ".." + (ledger.view().end() - 1));
        }
        return endedAt;
    }
}
