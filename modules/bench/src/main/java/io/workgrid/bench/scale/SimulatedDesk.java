package io.workgrid.bench.scale;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.List;

/** What a node knows of one ledger, as in {@code engine.node.Desk}, but for exchanges that fail and retries that wait. */
final class SimulatedDesk {
    final LedgerServer ledger;
    private final List<Exchange.Report> outbox = new ArrayList<>();
    private long seq;
    private int asked;
    private boolean inFlight;
    private boolean news;
    private boolean mayHave = true;
    private boolean ended;
    private long chunkNanos;

    /**
     * @param news whether the node talks to the ledger although it wants nothing yet
     */
    SimulatedDesk(LedgerServer ledger, boolean news) {
        this.ledger = ledger;
        this.news = news;
    }

    void add(Exchange.Report report) {
        outbox.add(report);
        chunkNanos = Math.max(1, report.ranNanos());
        mayHave = true;
    }

    Exchange talk(String node, int wanted, int workers) {
        Exchange exchange = new Exchange(node, ++seq, outbox, wanted, workers);
        outbox.clear();
        news = false;
        inFlight = true;
        asked = wanted;
        return exchange;
    }

    void answered(Reply reply) {
        inFlight = false;
        ended = reply.ended();
        if (reply.leases().size() < asked && outbox.isEmpty()) {
            mayHave = false;
        }
        asked = 0;
    }

    boolean mayAsk() {
        return !inFlight && !ended && mayHave;
    }

    boolean mustTalk() {
        return !inFlight && !ended && (news || !outbox.isEmpty());
    }

    boolean ended() {
        return ended;
    }

    int asked() {
        return asked;
    }

    long chunkNanos() {
        return chunkNanos;
    }
}
