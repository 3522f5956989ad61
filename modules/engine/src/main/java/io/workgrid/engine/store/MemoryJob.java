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
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One job in memory: its ledgers, pages, blocks and history. Any thread may call. */
final class MemoryJob {
    /** After so many more settled items it is looked which pages are through, wherever they stand. */
    private static final long SWEEP_ITEMS = 65_536;

    private final JobRecord record;
    private final Map<String, byte[]> broadcasts;
    private final long arrival;
    private final LongSupplier nowMillis;
    private final Consumer<JobId> hasWork;
    private final Consumer<MemoryJob> hasEnded;
    private final List<MemoryShard> shards = new ArrayList<>();
    private final ConcurrentNavigableMap<Long, ItemPage> pages = new ConcurrentSkipListMap<>();
    private final KeptItems keptItems;
    private final MemoryBlocks results = new MemoryBlocks();
    private final History history;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    /** When it ended; 0 while it has not. */
    private final AtomicLong endedMillis = new AtomicLong();

    private final AtomicLong sweptAt = new AtomicLong();

    MemoryJob(
            JobRecord record,
            Map<String, byte[]> broadcasts,
            long arrival,
            LongSupplier nowMillis,
            Consumer<JobId> hasWork,
            Consumer<MemoryJob> hasEnded) {
        this.record = record;
        this.broadcasts = Map.copyOf(broadcasts);
        this.arrival = arrival;
        this.nowMillis = nowMillis;
        this.hasWork = hasWork;
        this.hasEnded = hasEnded;
        for (int n = 0; n < record.shards().count(); n++) {
            shards.add(MemoryShard.open(record, n, nowMillis));
        }
        history = new History(results, this::looks);
        keptItems = new KeptItems(record.keptItemBytes());
    }

    /** Grows with each job the store takes up. */
    long arrival() {
        return arrival;
    }

    byte @Nullable [] broadcast(String name) {
        return broadcasts.get(name);
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
        return new Retention.Kept(endedMillis.get(), results.bytes() + keptItems.bytes());
    }

    void append(ItemPage page) {
        if (!over()) {
            pages.put(page.first(), page);
        }
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

    @Nullable
    ItemPage keptPage(long index) {
        return keptItems.page(index);
    }

    Reply exchange(int shard, Exchange request) {
        MemoryShard one = shards.get(shard);
        keptItems.mark(request, this::page);
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
        if (over()) {
            return;
        }
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

    void setParallelism(int chunks) {
        shards.forEach(shard -> shard.setParallelism(chunks));
        hasWork.accept(record.id());
        changed();
    }

    void setPriority(int priority) {
        shards.forEach(shard -> shard.setPriority(priority));
        hasWork.accept(record.id());
        changed();
    }

    /** The jobs it needs have ended well. */
    void release() {
        shards.forEach(MemoryShard::release);
        hasWork.accept(record.id());
        changed();
    }

    void lost(String node) {
        if (over()) {
            return;
        }
        shards.forEach(shard -> shard.lost(node));
        hasWork.accept(record.id());
        changed();
    }

    LedgerView look(int shard) {
        LedgerView view = shards.get(shard).view();
        dropPages(view);
        return view;
    }

    private List<LedgerView> looks() {
        return shards.stream().map(MemoryShard::view).toList();
    }

    boolean over() {
        return endedMillis.get() != 0;
    }

    /** Whether somebody waits for it or reads it. */
    boolean watched() {
        return !watchers.isEmpty();
    }

    JobView view() {
        endIfOver();
        List<LedgerView> views = looks();
        views.forEach(this::dropPages);
        sweepPages(views);
        if (views.stream().allMatch(view -> view.phase().ended())) {
            endIfOver(); // it ended just now
        }
        return JobFold.fold(record.told(), endedMillis.get(), views);
    }

    /** Pages whose items all have an outcome are not read again. */
    private void dropPages(LedgerView shard) {
        long settledTo = shard.settled().gapFrom(shard.first());
        for (ItemPage page : pages.subMap(shard.first(), settledTo).values()) {
            if (page.end() <= settledTo) {
                drop(page, shard);
            }
        }
    }

    private void drop(ItemPage page, LedgerView shard) {
        keptItems.retire(page, shard);
        pages.remove(page.first(), page);
    }

    /** A page behind an item that takes long is through as well. */
    private void sweepPages(List<LedgerView> views) {
        long settled = views.stream()
                .flatMap(view -> view.counts().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        long last = sweptAt.get();
        if (settled - last >= SWEEP_ITEMS && sweptAt.compareAndSet(last, settled)) {
            for (ItemPage page : pages.values()) {
                LedgerView shard = views.get(record.shards().shardOf(page.first()));
                if (shard.settled().gapFrom(page.first()) >= page.end()) {
                    drop(page, shard);
                }
            }
        }
    }

    void forget(long first, long end) {
        history.fold();
        results.forget(first, end);
    }

    GridStore.Watch watch(Runnable changed) {
        watchers.add(changed);
        return () -> watchers.remove(changed);
    }

    private void changed() {
        endIfOver();
        for (Runnable watcher : watchers) {
            watcher.run();
        }
    }

    /** Whoever first sees the end says when it was, before anybody is told of it. */
    private void endIfOver() {
        if (!over()
                && shards.stream().allMatch(MemoryShard::ended)
                && endedMillis.compareAndSet(0, Math.max(1, nowMillis.getAsLong()))) {
            List<LedgerView> views = looks();
            pages.values().forEach(page -> drop(page, views.get(record.shards().shardOf(page.first()))));
            hasEnded.accept(this);
        }
    }
}
