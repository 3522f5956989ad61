package io.workgrid.engine.client;

import io.workgrid.api.Grid;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.NodeView;
import io.workgrid.engine.code.LoadedCode;
import io.workgrid.engine.node.ExchangeTimes;
import io.workgrid.engine.shared.SharedCalls;
import io.workgrid.engine.shared.SharedScope;
import io.workgrid.engine.shared.Sweeper;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.engine.store.LostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A grid, seen through its store. Any thread may use it. */
public final class StoreGrid implements Grid {
    private final GridStore store;
    private final Supplier<List<NodeView>> nodes;
    private final Consumer<String> drain;
    private final Runnable onClose;
    private final Supplier<@Nullable ExchangeTimes> exchangeTimes;
    private final Threads threads = new Threads();
    private final Submitter submitter;
    private final SharedCalls calls;
    private final SharedScope shared;
    private final Sweeper sweeper;
    private final Set<PoolCore> pools = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);

    /**
     * A grid over a store.
     *
     * @param nodes looks at the nodes
     * @param drain tells a node to leave, as {@link Grid#drain} says
     * @param onClose ends what this process holds of the grid, beyond the threads that submit
     */
    public StoreGrid(GridStore store, Supplier<List<NodeView>> nodes, Consumer<String> drain, Runnable onClose) {
        this(store, nodes, drain, onClose, () -> null);
    }

    /**
     * A grid over a store, in the process of a node.
     *
     * @param exchangeTimes of that node; {@code null} while there is none
     */
    public StoreGrid(
            GridStore store,
            Supplier<List<NodeView>> nodes,
            Consumer<String> drain,
            Runnable onClose,
            Supplier<@Nullable ExchangeTimes> exchangeTimes) {
        this.exchangeTimes = exchangeTimes;
        this.store = store;
        this.nodes = nodes;
        this.drain = drain;
        this.onClose = onClose;
        calls = new SharedCalls(store);
        shared = SharedScope.ofGrid(calls);
        submitter = new Submitter(store, threads, shared);
        sweeper = new Sweeper(shared);
    }

    @Override
    public Pool pool(PoolOptions options) {
        refuseIfClosed();
        PoolCore core = new PoolCore(store, submitter, threads, options, pools::remove);
        pools.add(core);
        if (closed.get()) {
            core.terminate(); // closed meanwhile, by somebody who did not see it
        }
        return new StorePool(core, JobOptions.DEFAULT, Map.of(), null);
    }

    @Override
    public <I, O> JobHandle<O> submit(JobSpec<I, O> spec) {
        refuseIfClosed();
        return submitter.submit(spec, null);
    }

    @Override
    public JobHandle<?> job(JobId id) {
        refuseIfClosed();
        JobRecord job = store.record(id);
        // its jars stay open as long as somebody holds a result of their classes, and go with the loader; who only
        // looks opens none
        return new Handle<Object>(
                store,
                submitter,
                job,
                () -> LoadedCode.open(code(job), store::file).loader(),
                null);
    }

    /** Classes that came with a job which nobody may vouch for are not loaded here either; it can be looked at and cancelled. */
    private JobCode code(JobRecord job) {
        return store.admits(job) ? job.code() : job.code().with(new Classes.Shared(List.of()));
    }

    /**
     * What an ended job has done, by content.
     *
     * @throws io.workgrid.api.NoSuchJobException if the grid does not know the job, or no longer
     * @throws io.workgrid.api.RefusedException if it has not ended, or that is no longer kept of it
     */
    public DoneHashes done(JobId id) {
        refuseIfClosed();
        return new DoneHashes(store, store.record(id));
    }

    /** Keeps a jar in the grid, by the hash of its content; for an hour, or as long as a job needs it. */
    public void keep(Path jar) {
        refuseIfClosed();
        store.share(new Classes.Here(List.of(jar), ClassLoader.getPlatformClassLoader()));
    }

    /**
     * A local copy of a jar that the grid keeps.
     *
     * @param sha256 of its content, in hex
     */
    public Optional<Path> kept(String sha256) {
        refuseIfClosed();
        try {
            return Optional.of(store.file(new Classes.Blob(sha256, "sent.jar", 0)));
        } catch (LostException e) {
            return Optional.empty();
        }
    }

    /** How long the exchanges of the node in this process took; empty where there is none. */
    public Optional<ExchangeTimes> exchangeTimes() {
        return Optional.ofNullable(exchangeTimes.get());
    }

    @Override
    public List<JobView> jobs() {
        refuseIfClosed();
        List<JobView> views = new ArrayList<>();
        for (JobId id : store.jobs()) {
            try {
                views.add(store.view(id));
            } catch (NoSuchJobException e) {
                // its time was up while we looked
            }
        }
        return views;
    }

    @Override
    public List<NodeView> nodes() {
        // who leaves is still seen, by itself too, until it has left
        if (left.getCount() == 0) {
            throw closed();
        }
        return nodes.get();
    }

    @Override
    public void drain(String node) {
        refuseIfClosed();
        drain.accept(node);
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw closed();
        }
    }

    private static GridClosedException closed() {
        return new GridClosedException("the grid is closed; open another");
    }

    @Override
    public Manager manager() {
        refuseIfClosed();
        return shared;
    }

    @Override
    public List<LockView> locks() {
        refuseIfClosed();
        return shared.allLocks();
    }

    @Override
    public Manager manager(JobId job) {
        refuseIfClosed();
        return shared.ofJob(store.record(job).id().text());
    }

    /** Closing again waits for the first one to be through, which takes as long as the node may drain, and a little more. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            awaitLeft();
            return;
        }
        try {
            pools.forEach(PoolCore::terminate);
            sweeper.close();
            calls.close();
            onClose.run();
            threads.close();
        } finally {
            left.countDown();
        }
    }

    private void awaitLeft() {
        try {
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
