package io.workgrid.engine.node;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node knows of one ledger: the reports that wait for the next exchange, and whether asking may bring something. Guarded by
 * the board's lock.
 */
final class Desk {
    final Ongoing job;
    final int shard;
    private final List<Exchange.Report> outbox = new ArrayList<>();
    private long seq;
    private int asked;

    /** An exchange is under way; there is never more than one. */
    private boolean inFlight;
    /** Something changed in the ledger that the node should hear of, free workers or not. */
    private boolean news = true;
    /** Asking for leases may bring some. */
    private boolean mayHave = true;

    private boolean ended;
    private long readyAtMillis = Long.MAX_VALUE;
    private long chunkNanos;

    Desk(Ongoing job, int shard) {
        this.job = job;
        this.shard = shard;
    }

    void touch() {
        news = true;
        mayHave = true;
    }

    void add(Exchange.Report report) {
        outbox.add(report);
        chunkNanos = Math.max(1, report.ranNanos());
        mayHave = true;
        job.held--;
    }

    boolean ended() {
        return ended;
    }

    long chunkNanos() {
        return chunkNanos;
    }

    /** How many leases were asked for and not answered yet. */
    int asked() {
        return asked;
    }

    /** A retry that waits becomes ready. */
    void time(long nowMillis) {
        if (readyAtMillis <= nowMillis) {
            mayHave = true;
            readyAtMillis = Long.MAX_VALUE;
        }
    }

    long readyAtMillis() {
        return readyAtMillis;
    }

    boolean mustTalk() {
        return !inFlight && !ended && (news || !outbox.isEmpty());
    }

    boolean mayAsk() {
        return !inFlight && !ended && mayHave;
    }

    Exchange talk(String node, int wanted, int workers) {
        Exchange exchange = new Exchange(node, ++seq, outbox, wanted, workers);
        outbox.clear();
        inFlight = true;
        news = false;
        asked = wanted;
        return exchange;
    }

    void answered(Reply reply) {
        inFlight = false;
        ended = reply.ended();
        readyAtMillis = reply.readyAtMillis();
        if (reply.leases().size() < asked && outbox.isEmpty() && !news) {
            mayHave = false;
        }
        job.held += reply.leases().size();
        asked = 0;
    }
}
