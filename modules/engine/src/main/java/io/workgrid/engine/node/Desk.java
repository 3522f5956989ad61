package io.workgrid.engine.node;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.split.Joining;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    /** An exchange that failed: it may have been carried out, so it is made again as it was, and nothing else before it. */
    private @Nullable Exchange again;
    /** When that may be; {@link Long#MAX_VALUE} if nothing rests. */
    private long restsUntilMillis = Long.MAX_VALUE;
    /** Something changed in the ledger that the node should hear of, free workers or not. */
    private boolean news = true;
    /** Asking for leases may bring some. */
    private boolean mayHave = true;

    private boolean ended;
    private long readyAtMillis = Long.MAX_VALUE;
    private long chunkNanos;
    private int proven;

    Desk(Ongoing job, int shard) {
        this.job = job;
        this.shard = shard;
    }

    void touch() {
        news = true;
        mayHave = true;
    }

    /** Leases have ended; their reports go out together, for they may share blocks. */
    void add(List<Exchange.Report> reports) {
        outbox.addAll(reports);
        mayHave = true;
        long nanos = 0;
        int ran = 0;
        for (Exchange.Report report : reports) {
            nanos += report.ranNanos();
            ran += report.ranNanos() > 0 ? 1 : 0;
            proven = Joining.proven(proven, report.ranNanos());
        }
        if (ran > 0) {
            // believes at once that it takes longer, and slowly that it takes less
            chunkNanos = Math.max(nanos / ran, (chunkNanos + nanos / ran) / 2);
        }
    }

    boolean ended() {
        return ended;
    }

    /** How long a lease takes here; 0: not known. */
    long chunkNanos() {
        return chunkNanos;
    }

    /** How many of its leases speak for its being short, as far as that is of use. */
    int proven() {
        return job.mayJoin ? proven : 0;
    }

    /** How many leases were asked for and not answered yet. */
    int asked() {
        return asked;
    }

    /** When something happens by itself: a retry that waits becomes ready, or a rest is over. */
    long wakesAtMillis() {
        return Math.min(readyAtMillis, restsUntilMillis);
    }

    void time(long nowMillis) {
        if (readyAtMillis <= nowMillis) {
            mayHave = true;
            readyAtMillis = Long.MAX_VALUE;
        }
        if (restsUntilMillis <= nowMillis) {
            restsUntilMillis = Long.MAX_VALUE;
        }
    }

    private boolean free() {
        return !inFlight && !ended && restsUntilMillis == Long.MAX_VALUE;
    }

    boolean mustTalk() {
        return free() && (again != null || news || !outbox.isEmpty());
    }

    /** Whether an answer is due: to a report, or to an exchange that may yet bring leases. */
    boolean open() {
        return !ended && (inFlight || again != null || !outbox.isEmpty());
    }

    /** Whether it had nothing for this node the last time, and nothing happens by itself but what the ledger does not say. */
    boolean silent() {
        return free() && !mayHave && again == null;
    }

    /** Asking may bring something all the same. */
    void lookAgain() {
        mayHave = true;
    }

    boolean mayAsk() {
        return free() && mayHave && again == null;
    }

    Exchange talk(String node, int wanted, int workers) {
        Exchange exchange = again;
        if (exchange == null) {
            exchange = new Exchange(node, ++seq, outbox, wanted, workers);
            outbox.clear();
            news = false;
        }
        again = null;
        inFlight = true;
        asked = exchange.wanted();
        return exchange;
    }

    void answered(Reply reply) {
        inFlight = false;
        ended = reply.ended();
        readyAtMillis = reply.readyAtMillis();
        if (reply.leases().size() < asked && outbox.isEmpty() && !news) {
            mayHave = false;
        }
        asked = 0;
    }

    /** The exchange brought no answer. */
    void failed(Exchange exchange, long restUntilMillis) {
        inFlight = false;
        asked = 0;
        again = exchange;
        restsUntilMillis = restUntilMillis;
    }
}
