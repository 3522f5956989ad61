package io.workgrid.engine.store;

import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.SpanView;
import io.workgrid.core.job.Retention;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.LookAhead;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.CellView;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.page.ResultBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A store in the memory of this process. Ended jobs are kept as {@link Retention} says; nothing survives the process. */
public final class MemoryStore implements GridStore {
    private static final int MOST_LIVE_JOBS = 100_000;

    private volatile boolean closed;
    private long ends;
    private final LongSupplier nowMillis;
    private final Retention retention;
    private final AtomicLong arrivals = new AtomicLong();
    private final Map<JobId, MemoryJob> jobs = new ConcurrentHashMap<>();
    private final List<MemoryJob> ended = Collections.synchronizedList(new ArrayList<>());
    private final Dependants dependants = new Dependants(jobs::get);
    private final List<Consumer<JobId>> workers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, Runnable>> scopes = new CopyOnWriteArrayList<>();

    private final MemoryCells cells;

    /** A store that reads the time, in ms since the epoch, from a source. */
    public MemoryStore(LongSupplier nowMillis, Retention retention) {
        this.nowMillis = nowMillis;
        this.retention = retention;
        cells = new MemoryCells(nowMillis, jobs::containsKey);
    }

    @Override
    public Classes share(Classes.Here classes) {
        return classes;
    }

    @Override
    public Path file(Classes.Blob blob) {
        throw new LostException("nothing is shared in one process; asked for " + blob.label());
    }

    /** Nobody but this process can put a job here. */
    @Override
    public boolean admits(JobRecord job) {
        return true;
    }

    @Override
    public byte @Nullable [] broadcast(JobId job, String name) {
        return find(job).broadcast(name);
    }

    @Override
    public void create(JobRecord record, Map<String, byte[]> broadcasts) {
        if (closed) {
            throw new GridClosedException("the grid is closed; open another");
        }
        if (jobs.size() - ended.size() >= MOST_LIVE_JOBS) {
            throw new RefusedException(
                    "the grid runs " + MOST_LIVE_JOBS + " jobs, the most it takes; nothing was submitted");
        }
        MemoryJob job =
                new MemoryJob(record, broadcasts, arrivals.incrementAndGet(), nowMillis, this::hasWork, this::hasEnded);
        if (jobs.putIfAbsent(record.id(), job) != null) {
            throw new RefusedException("job id " + record.id() + " is in use; nothing was submitted");
        }
        if (!record.needs().isEmpty()) {
            dependants.add(job);
        }
        if (record.deadlineMillis() > 0) {
            hasWork(record.id()); // its time runs, even if its first item never comes
        }
    }

    private void hasWork(JobId job) {
        for (Consumer<JobId> worker : workers) {
            worker.accept(job);
        }
    }

    private void hasEnded(MemoryJob job) {
        retire(job);
        dependants.ended(job);
    }

    private void retire(MemoryJob job) {
        List<MemoryJob> overdue;
        synchronized (ended) {
            ended.add(job);
            if (++ends % Math.max(1, retention.mostJobs() / 16) != 0) {
                return; // thousands may end at once, and each look goes through all
            }
            // what somebody waits for or reads is not taken away under his hands
            List<MemoryJob> free = ended.stream()
                    .filter(each ->
                            !each.watched() && !dependants.needs(each.record().id()))
                    .toList();
            List<Retention.Kept> kept = free.stream().map(MemoryJob::kept).toList();
            overdue = free.subList(0, retention.overdue(kept, nowMillis.getAsLong()));
            ended.removeAll(Set.copyOf(overdue));
        }
        for (MemoryJob old : overdue) {
            jobs.remove(old.record().id());
            cells.removeAll(old.record().id().text() + "/");
        }
    }

    private MemoryJob find(JobId id) {
        MemoryJob job = jobs.get(id);
        if (job == null) {
            throw new NoSuchJobException("no job " + id + " in this grid; it never was, or is no longer kept");
        }
        return job;
    }

    @Override
    public JobRecord record(JobId job) {
        return find(job).record();
    }

    @Override
    public List<JobId> jobs() {
        return jobs.values().stream()
                .sorted(Comparator.comparingLong(MemoryJob::arrival).reversed())
                .map(job -> job.record().id())
                .toList();
    }

    @Override
    public long inputBytes() {
        return LookAhead.MOST_BYTES; // nothing outlives the submitting process anyway
    }

    @Override
    public void append(JobId job, ItemPage page) {
        find(job).append(page);
    }

    @Override
    public void seal(JobId job) {
        find(job).seal();
    }

    @Override
    public @Nullable ItemPage page(JobId job, long index) {
        return find(job).page(index);
    }

    @Override
    public @Nullable ItemPage keptPage(JobId job, long index) {
        return find(job).keptPage(index);
    }

    @Override
    public Reply exchange(JobId job, int shard, Exchange request) {
        return find(job).exchange(shard, request);
    }

    @Override
    public void putBlock(JobId job, ResultBlock block) {
        find(job).results().put(block);
    }

    @Override
    public @Nullable ResultBlock block(JobId job, long first) {
        return find(job).results().get(first);
    }

    @Override
    public void forget(JobId job, long first, long end) {
        find(job).forget(first, end);
    }

    @Override
    public LedgerView look(JobId job, int shard) {
        return find(job).look(shard);
    }

    @Override
    public LedgerView lookAgain(JobId job, int shard) {
        return look(job, shard);
    }

    @Override
    public JobView view(JobId job) {
        return find(job).view();
    }

    @Override
    public void stop(JobId job, Reply.Stop how, JobPhase endAs, String reason) {
        find(job).stop(how, endAs, reason);
    }

    @Override
    public void pause(JobId job, String reason) {
        find(job).pause(reason);
    }

    @Override
    public void resume(JobId job) {
        find(job).resume();
    }

    @Override
    public void setParallelism(JobId job, int chunks) {
        find(job).setParallelism(chunks);
    }

    @Override
    public void setPriority(JobId job, int priority) {
        find(job).setPriority(priority);
    }

    @Override
    public void lost(String node) {
        jobs.values().forEach(job -> job.lost(node));
    }

    @Override
    public List<ItemView> items(JobId job) {
        return find(job).history().items();
    }

    @Override
    public List<ErrorView> errors(JobId job) {
        return find(job).history().errors();
    }

    @Override
    public List<SpanView> spans(JobId job) {
        return find(job).history().spans();
    }

    @Override
    public List<String> log(JobId job, long index) {
        return find(job).history().log(index);
    }

    @Override
    public Watch watch(JobId job, Runnable changed) {
        return find(job).watch(changed);
    }

    @Override
    public Watch onWork(Consumer<JobId> work) {
        workers.add(work);
        return () -> workers.remove(work);
    }

    @Override
    public int quota(JobRecord.Scope scope, String node) {
        return scope.workers(); // there is but one node
    }

    @Override
    public void endScope(String scope, Runnable left) {
        AtomicInteger waiting = new AtomicInteger(1);
        Runnable one = () -> {
            if (waiting.decrementAndGet() == 0) {
                left.run();
            }
        };
        for (BiConsumer<String, Runnable> node : scopes) {
            waiting.incrementAndGet();
            node.accept(scope, one);
        }
        one.run();
    }

    @Override
    public Watch onScopeEnd(BiConsumer<String, Runnable> ended) {
        scopes.add(ended);
        return () -> scopes.remove(ended);
    }

    @Override
    public String session() {
        return MemoryCells.SESSION;
    }

    @Override
    public void renewSession(String lost) {
        // the only process there is cannot be taken for lost
    }

    @Override
    public Answer call(String key, Call call) {
        if (closed) {
            throw new GridClosedException("the grid is closed; open another");
        }
        return cells.call(key, call);
    }

    @Override
    public CompletableFuture<Answer> callAsync(String key, Call call) {
        return CompletableFuture.completedFuture(call(key, call));
    }

    @Override
    public Watch onWake(Consumer<Answer.Wake> woken) {
        return cells.onWake(woken);
    }

    @Override
    public List<CellView> cells(String prefix) {
        return cells.views(prefix);
    }

    @Override
    public boolean removeCell(String key) {
        return cells.remove(key);
    }

    /** Takes no more jobs. What is there can be looked at by those who still wait for it, and goes with them. */
    @Override
    public void close() {
        closed = true;
    }
}
