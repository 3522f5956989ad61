package io.workgrid.engine.worker;

import io.workgrid.api.Effect;
import io.workgrid.api.task.AttemptCancelledException;
import io.workgrid.api.task.Durations;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.retry.Verdict;
import io.workgrid.core.split.Chunking;
import io.workgrid.core.split.Joining;
import io.workgrid.engine.codec.CodecException;
import io.workgrid.engine.page.BlockWriter;
import io.workgrid.engine.page.ItemHash;
import io.workgrid.engine.page.ItemPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the items of a chunk one after the other, writes their blocks, and ends in a report for each lease. Driven by the worker's thread; when that
 * thread is stuck in a task, {@link #abandon} settles the chunk in its place.
 */
final class ChunkRun {
    /** Above this, a chain of causes is taken for one that leads back to itself. */
    private static final int MOST_CAUSES = 100;

    private final Chunk chunk;
    private final BlockWriter block;
    private final @Nullable ItemHash hash;
    private final List<Exchange.Report> reports;
    private Tally tally;
    private long at;
    private long itemStartNanos;
    private long itemStartMillis;
    private @Nullable WorkerJob worker;
    private @Nullable Object currentItem;
    private @Nullable String currentKey;
    private volatile @Nullable Attempt attempt;
    private volatile boolean ready;

    ChunkRun(Chunk chunk) {
        this.chunk = chunk;
        block = new BlockWriter(chunk.job().codec());
        hash = chunk.job().record().keepsHashes() ? new ItemHash() : null;
        reports = new ArrayList<>(chunk.leases().size());
        tally = new Tally(chunk.leases().get(0));
        at = chunk.first();
    }

    Chunk chunk() {
        return chunk;
    }

    /** How long an item may run; 0: without limit. */
    long timeoutNanos() {
        Duration timeout = chunk.job().record().options().timeout();
        return timeout == null ? 0 : Nanos.of(timeout);
    }

    /** How many items were run. */
    int ran() {
        return (int) (at - chunk.first());
    }

    /**
     * The worker is about to be made ready for the job, which runs user code that may not end: it can be told to end as an item can.
     */
    Attempt makeReady() {
        return begin(new Attempt(Thread.currentThread(), System.nanoTime()));
    }

    private Attempt begin(Attempt now) {
        attempt = now;
        if (chunk.job().stop() == Reply.Stop.NOW) {
            now.tell(Attempt.Why.CANCEL); // whoever said stop looked before there was an attempt to tell
        }
        return now;
    }

    /** Whether items are run, and not the worker made ready for them. */
    boolean ready() {
        return ready;
    }

    /** The attempt under way; it may be over by the time it is looked at. */
    @Nullable
    Attempt attempt() {
        return attempt;
    }

    /** The attempt at an item that is under way, as an owner; to be called by the thread that runs it. */
    Optional<Tenant> tenant() {
        Attempt now = attempt;
        WorkerJob by = worker;
        if (now == null || by == null || !ready) {
            return Optional.empty();
        }
        return Optional.of(
                now.tenant(() -> new Tenant(by.node(), chunk.job().record().id().text(), at, chunk.attempt())));
    }

    /**
     * Runs the items.
     *
     * @param mostItems stop after that many and give back the rest
     * @return the reports; {@code null} if the run was abandoned, and then the thread must end
     */
    @Nullable
    List<Exchange.Report> run(WorkerJob by, int mostItems) {
        worker = by;
        ready = true;
        ItemPage.@Nullable Cursor items = null;
        long pageEnd = at;
        itemStartNanos = System.nanoTime();
        itemStartMillis = System.currentTimeMillis();
        long chunkStartNanos = itemStartNanos;
        while (at < chunk.end() && ran() < mostItems && !enough(chunkStartNanos)) {
            if (items == null || at == pageEnd) {
                ItemPage page = chunk.job().store().page(chunk.job().record().id(), at);
                if (page == null) {
                    break; // settled meanwhile by others: the report will be refused
                }
                items = page.from(at);
                pageEnd = page.end();
            }
            if (!runItem(by, items)) {
                return null;
            }
            passed();
        }
        return settled();
    }

    private boolean enough(long chunkStartNanos) {
        long nanos = itemStartNanos - chunkStartNanos;
        return chunk.job().stop() != Reply.Stop.NONE
                || (chunk.job().record().options().chunkSize() == 0 && Chunking.ranTooLong(nanos, ran()))
                || (!reports.isEmpty() && at == tally.lease().first() && Joining.ranTooLong(nanos));
    }

    /** The item is through. */
    private void passed() {
        at++;
        if (at == tally.end()) {
            nextLease();
        }
    }

    private void nextLease() {
        reports.add(tally.report(at));
        if (reports.size() < chunk.leases().size()) {
            tally = new Tally(chunk.leases().get(reports.size()));
        }
    }

    /** Runs the next item; false if it was abandoned. */
    private boolean runItem(WorkerJob by, ItemPage.Cursor items) {
        Object item;
        try {
            item = items.next(chunk.job().codec());
        } catch (CodecException e) {
            ended(items.key(), Errors.of(ItemError.Kind.UNREADABLE_ITEM, e), List.of());
            return true;
        }
        Attempt now = new Attempt(Thread.currentThread(), itemStartNanos);
        currentItem = item;
        currentKey = items.key();
        ItemContext context = by.wantsContext() ? context(by, now) : null;
        begin(now);
        Object result = null;
        Throwable thrown = null;
        try {
            result = by.run(item, context);
        } catch (Throwable e) { // user code at the edge of a worker
            thrown = e;
        }
        if (!now.end()) {
            return false;
        }
        now.giveBack(thrown == null);
        if (thrown == null) {
            try {
                block.value(result);
                done(context, hash == null ? null : items.hash(hash));
                return true;
            } catch (CodecException e) {
                ItemContext failed = context == null ? context(by, now) : context;
                ended(failed.keyAnyhow(), Errors.of(ItemError.Kind.UNSENDABLE_RESULT, e), failed.log());
                return true;
            }
        }
        failed(now, context == null ? context(by, now) : context, thrown);
        return true;
    }

    private ItemContext context(WorkerJob by, Attempt now) {
        return new ItemContext(chunk.job(), tally.lease(), by, at, currentItem, currentKey, now);
    }

    private void failed(Attempt now, ItemContext item, Throwable thrown) {
        if (now.why() != null && endedByUs(thrown)) {
            told(now.why(), item.keyAnyhow(), item.log());
        } else {
            ended(item.keyAnyhow(), Errors.of(ItemError.Kind.EXCEPTION, thrown), item.log());
        }
    }

    private static boolean endedByUs(Throwable thrown) {
        try {
            Throwable each = thrown;
            for (int n = 0; each != null && n < MOST_CAUSES; n++) {
                if (each instanceof InterruptedException
                        || each instanceof AttemptCancelledException
                        || each instanceof java.nio.channels.ClosedByInterruptException
                        || each instanceof java.io.InterruptedIOException) {
                    return true;
                }
                each = each.getCause();
            }
        } catch (RuntimeException | Error e) { // getCause is user code too
            return false;
        }
        return false;
    }

    private void told(Attempt.@Nullable Why why, @Nullable String key, List<String> log) {
        if (why == Attempt.Why.TIMEOUT) {
            ended(key, timeout(), log);
        } else if (chunk.job().record().options().effect() == Effect.UNSAFE) {
            // it was stopped half way: what it did by then nobody can say
            write(key, cancelled(), log, Outcome.UNKNOWN);
            tally.ended(at, Exchange.End.UNKNOWN);
        } else {
            noBlock(Exchange.End.CANCELLED);
        }
    }

    private ItemError timeout() {
        return Errors.of(
                ItemError.Kind.TIMEOUT,
                "Timeout",
                "attempt " + chunk.attempt() + " ran longer than "
                        + Durations.format(Duration.ofNanos(timeoutNanos())));
    }

    private static ItemError cancelled() {
        return Errors.of(ItemError.Kind.CANCELLED, "Cancelled", "the attempt was cancelled while it ran");
    }

    private void done(@Nullable ItemContext item, byte @Nullable [] content) {
        long nanos = lap();
        String key = currentKey == null ? null : ItemContext.bounded(currentKey);
        block.done(at, itemStartMillis, nanos, content, key, item == null ? List.of() : item.log());
        if (item != null) {
            tally.count(item.counters());
        }
        flushIfFull();
    }

    private void ended(@Nullable String key, ItemError error, List<String> log) {
        Exchange.End end = Verdict.of(
                chunk.job().record().options().retries(),
                chunk.job().record().options().effect(),
                chunk.attempt(),
                error);
        if (end == Exchange.End.RETRY) {
            noBlock(end);
            return;
        }
        write(key, error, log, end == Exchange.End.UNKNOWN ? Outcome.UNKNOWN : Outcome.FAILED);
        tally.ended(at, end);
    }

    private void write(@Nullable String key, ItemError error, List<String> log, Outcome outcome) {
        block.ended(at, itemStartMillis, lap(), outcome, key, error, log);
        flushIfFull();
    }

    /** The item has no result to be read: what came before it is a block of its own. */
    private void noBlock(Exchange.End end) {
        lap();
        flush();
        tally.ended(at, end);
    }

    /** One reading of the clock ends an item and begins the next. */
    private long lap() {
        long now = System.nanoTime();
        long nanos = Math.max(0, now - itemStartNanos);
        itemStartNanos = now;
        tally.ran(nanos);
        return nanos;
    }

    private void flushIfFull() {
        if (block.full()) {
            flush();
        }
        if (block.count() == 0) {
            itemStartMillis = System.currentTimeMillis();
        }
    }

    private void flush() {
        WorkerJob by = worker;
        if (by != null && block.count() > 0) {
            chunk.job()
                    .store()
                    .putBlock(
                            chunk.job().record().id(),
                            block.take(chunk.fence(), chunk.attempt(), by.node(), by.worker()));
        }
        itemStartMillis = System.currentTimeMillis();
    }

    /** Writes what is to be written; the reports. What was not started goes back. */
    private List<Exchange.Report> settled() {
        flush();
        while (reports.size() < chunk.leases().size()) {
            nextLease();
        }
        return reports;
    }

    /**
     * Settles the chunk in place of a thread that did not come back; the item it is stuck in counts as told to end. To be called after
     * {@link Attempt#abandon} succeeded, by anyone, once.
     */
    List<Exchange.Report> abandon(Attempt stuck) {
        WorkerJob by = worker;
        if (by == null) {
            return chunk.released(); // the worker was not even made ready
        }
        stuck.giveBack(false);
        // a context of our own: the stuck thread may still write to the other one
        told(stuck.why(), context(by, stuck).keyFromOutside(), List.of());
        passed();
        return settled();
    }

    /** Settles the chunk after something of ours failed; {@code null} if the run was abandoned. */
    @Nullable
    List<Exchange.Report> broken() {
        Attempt last = attempt;
        if (last != null) {
            last.giveBack(false);
        }
        return last != null && !last.end() && last.abandoned() ? null : chunk.lost();
    }
}
