package io.workgrid.engine.store;

import io.workgrid.api.JobId;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.core.job.JobFold;
import io.workgrid.core.job.Retention;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.page.ItemPage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One job in memory: its ledgers, pages, blocks and history. Any thread may call. */
final class MemoryJob {
    private final JobRecord record;
    private final long arrival;
    private final LongSupplier nowMillis;
    private final Consumer<JobId> hasWork;
    private final Consumer<MemoryJob> hasEnded;
    private final List<MemoryShard> shards = new ArrayList<>();
    private final ConcurrentNavigableMap<Long, ItemPage> pages = new ConcurrentSkipListMap<>();
    private final MemoryBlocks results = new MemoryBlocks();
    private final History history;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long endedMillis;

    MemoryJob(
            JobRecord record,
            long arrival,
            LongSupplier nowMillis,
            Consumer<JobId> hasWork,
            Consumer<MemoryJob> hasEnded) {
        this.record = record;
        this.arrival = arrival;
        this.nowMillis = nowMillis;
        this.hasWork = hasWork;
        this.hasEnded = hasEnded;
        for (int n = 0; n < record.shards().count(); n++) {
            shards.add(MemoryShard.open(record, n, nowMillis));
        }
        history = new History(results, this::looks);
    }

    /** Grows with each job the store takes up. */
    long arrival() {
        return arrival;
    }

    JobRecord record() {
        return record;
    }

    MemoryBlocks results() {
        return results;
    }

    History history() {
        history.fold();
        return history;
    }

    Retention.Kept kept() {
        return new Retention.Kept(endedMillis, results.bytes());
    }

    void append(ItemPage page) {
        pages.put(page.first(), page);
        int last = record.shards().shardOf(page.end() - 1);
        for (int n = record.shards().shardOf(page.first()); n <= last; n++) {
            long end = record.shards().end(n);
            shards.get(n).append(Math.min(page.end(), end), page.end() >= end);
        }
        hasWork.accept(record.id());
        changed();
    }

    void seal() {
        shards.forEach(MemoryShard::seal);
        hasWork.accept(record.id());
        changed();
    }

    @Nullable
    ItemPage page(long index) {
        var entry = pages.floorEntry(index);
        return entry == null || entry.getValue().end() <= index ? null : entry.getValue();
    }

    Reply exchange(int shard, Exchange request) {
        MemoryShard one = shards.get(shard);
        long before = one.version();
        Reply reply = one.exchange(request);
        if (request.reports().stream().anyMatch(report -> !report.exceptions().isEmpty())) {
            hasWork.accept(record.id());
        }
        if (one.version() != before) {
            changed();
        }
        return reply;
    }

    void stop(Reply.Stop how, JobPhase endAs, String reason) {
        shards.forEach(shard -> shard.stop(how, endAs, reason));
        hasWork.accept(record.id());
        changed();
    }

    void pause(String reason) {
        shards.forEach(shard -> shard.pause(reason));
        changed();
    }

    void resume() {
        shards.forEach(MemoryShard::resume);
        hasWork.accept(record.id());
        changed();
    }

    void lost(String node) {
        shards.forEach(shard -> shard.lost(node));
        hasWork.accept(record.id());
        changed();
    }

    LedgerView look(int shard) {
        LedgerView view = shards.get(shard).view();
        dropPages(view.settled().gapFrom(view.first()), view.first());
        return view;
    }

    private List<LedgerView> looks() {
        return shards.stream().map(MemoryShard::view).toList();
    }

    JobView view() {
        if (over()) {
            end(); // seen before whoever ended it came to say so: the view must have the time too
        }
        return JobFold.fold(
                record.id().text(), record.name(), record.code().label(), record.createdMillis(), endedMillis, looks());
    }

    /** Pages whose items all have an outcome are not read again. */
    private void dropPages(long settledTo, long from) {
        pages.subMap(from, settledTo).values().removeIf(page -> page.end() <= settledTo);
    }

    void forget(long before) {
        history.fold();
        results.forget(before);
    }

    GridStore.Watch watch(Runnable changed) {
        watchers.add(changed);
        return () -> watchers.remove(changed);
    }

    private boolean over() {
        return shards.stream().allMatch(MemoryShard::ended);
    }

    private void end() {
        if (over.get()) {
            return;
        }
        synchronized (over) {
            if (over.get()) {
                return;
            }
            endedMillis = nowMillis.getAsLong();
            over.set(true);
        }
        pages.clear();
        hasEnded.accept(this);
    }

    private void changed() {
        if (over()) {
            end();
        }
        for (Runnable watcher : watchers) {
            watcher.run();
        }
    }
}
