package io.workgrid.engine.store;

import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Ledger;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A ledger under a lock, with the time and a copy of its last view. */
final class MemoryShard {
    private final Ledger ledger;
    private final LongSupplier nowMillis;
    private @Nullable LedgerView view;
    private volatile boolean ended;

    private MemoryShard(Ledger ledger, LongSupplier nowMillis) {
        this.ledger = ledger;
        this.nowMillis = nowMillis;
    }

    static MemoryShard open(JobRecord record, int shard, LongSupplier nowMillis) {
        return new MemoryShard(Ledger.open(record.ledger(shard)), nowMillis);
    }

    synchronized void append(long end, boolean full) {
        ledger.append(end);
        if (full) {
            ledger.seal();
        }
        ended = view().phase().ended();
    }

    synchronized void seal() {
        ledger.seal();
        ended = view().phase().ended();
    }

    synchronized Reply exchange(Exchange request) {
        Reply reply = ledger.exchange(request, nowMillis.getAsLong());
        ended |= reply.ended(); // the reply to a repeated exchange is an old one
        return reply;
    }

    synchronized void stop(Reply.Stop how, JobPhase endAs, String reason) {
        ledger.stop(how, endAs, reason, nowMillis.getAsLong());
        ended = view().phase().ended();
    }

    synchronized void pause(String reason) {
        ledger.pause(reason, ledger.view().steered() + 1, nowMillis.getAsLong());
    }

    synchronized void resume() {
        ledger.resume(ledger.view().steered() + 1, nowMillis.getAsLong());
    }

    synchronized void setParallelism(int chunks) {
        ledger.setParallelism(chunks, ledger.view().tuned() + 1, nowMillis.getAsLong());
    }

    synchronized void setPriority(int priority) {
        ledger.setPriority(priority, ledger.view().tuned() + 1, nowMillis.getAsLong());
    }

    synchronized void release() {
        ledger.release(nowMillis.getAsLong());
        ended = view().phase().ended();
    }

    synchronized void lost(String node) {
        ledger.lost(node, nowMillis.getAsLong());
        ended = view().phase().ended();
    }

    synchronized long version() {
        return ledger.version();
    }

    synchronized LedgerView view() {
        LedgerView last = view;
        if (last == null || last.version() != ledger.version()) {
            last = ledger.view();
            view = last;
        }
        return last;
    }

    boolean ended() {
        return ended;
    }
}
