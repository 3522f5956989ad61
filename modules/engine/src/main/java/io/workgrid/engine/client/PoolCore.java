package io.workgrid.engine.client;

import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobSpec;
import io.workgrid.api.PoolOptions;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What all views of one pool share: its life and the jobs that are under way. Any thread may use it. */
final class PoolCore {
    private static final AtomicLong POOLS = new AtomicLong();

    private final GridStore store;
    private final Submitter submitter;
    private final Threads threads;
    private final PoolOptions options;
    private final JobRecord.Scope scope;
    private final Set<Handle<?>> underWay = ConcurrentHashMap.newKeySet();
    private final Signal signal = new Signal();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean left;

    PoolCore(GridStore store, Submitter submitter, Threads threads, PoolOptions options) {
        this.store = store;
        this.submitter = submitter;
        this.threads = threads;
        this.options = options;
        scope = Submitter.scope(
                "pool-" + ProcessHandle.current().pid() + "-" + POOLS.incrementAndGet(),
                options.initializer(),
                options.finalizer(),
                options.workers(),
                options.maxTasksPerWorker());
    }

    Threads threads() {
        return threads;
    }

    PoolOptions options() {
        return options;
    }

    /**
     * Starts a job of this pool; to be given to {@link #ended} when it is through.
     *
     * @throws GridClosedException if the pool takes no more
     */
    <I, O> Handle<O> submit(JobSpec<I, O> spec) {
        refuseIfClosed();
        Handle<O> job = submitter.submit(spec, scope);
        underWay.add(job);
        if (closed) {
            // closed meanwhile: what was accepted still runs, unless it was terminated
            leaveIfOver();
        }
        return job;
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new GridClosedException("the pool is closed and takes no more calls; open another");
        }
    }

    void ended(Handle<?> job) {
        underWay.remove(job);
        leaveIfOver();
    }

    void shutdown() {
        closed = true;
        leaveIfOver();
    }

    void terminate() {
        closed = true;
        underWay.forEach(Handle::cancel);
        leaveIfOver();
    }

    private void leaveIfOver() {
        if (closed && underWay.isEmpty() && leaving.compareAndSet(false, true)) {
            store.endScope(scope.id(), () -> {
                left = true;
                signal.run();
            });
        }
    }

    boolean join(Duration timeout) {
        if (!closed) {
            throw new IllegalStateException("the pool takes calls; shut it down before waiting for its end");
        }
        return signal.awaitTrue(() -> left, timeout, "the end of the pool");
    }
}
