package io.workgrid.engine.client;

import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobSpec;
import io.workgrid.api.PoolOptions;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all views of one pool share: its life and the jobs that are under way. Any thread may use it. */
final class PoolCore {
    private final GridStore store;
    private final Submitter submitter;
    private final Threads threads;
    private final PoolOptions options;
    private final JobRecord.Scope scope;
    private final Set<Handle<?>> underWay = ConcurrentHashMap.newKeySet();
    private final Signal signal = new Signal();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final Consumer<PoolCore> onLeft;
    /** Calls that were let in and have not ended. */
    private int calls;

    private volatile boolean closed;
    private boolean terminated;
    private volatile boolean left;

    PoolCore(GridStore store, Submitter submitter, Threads threads, PoolOptions options, Consumer<PoolCore> onLeft) {
        this.onLeft = onLeft;
        this.store = store;
        this.submitter = submitter;
        this.threads = threads;
        this.options = options;
        scope = Submitter.scope(
                "pool-" + UUID.randomUUID(),
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
        enter();
        Handle<O> job;
        try {
            job = submitter.submit(spec, scope);
        } catch (RuntimeException | Error e) {
            exit();
            throw e;
        }
        underWay.add(job);
        if (terminated()) {
            job.cancel(); // by somebody who could not see it yet
        }
        return job;
    }

    /** A call that was let in is waited for, from before it is a job. */
    private synchronized void enter() {
        if (closed) {
            throw new GridClosedException("the pool is closed and takes no more calls; open another");
        }
        calls++;
    }

    private void exit() {
        synchronized (this) {
            calls--;
        }
        leaveIfOver();
    }

    private synchronized boolean terminated() {
        return terminated;
    }

    /** The call is through; again changes nothing. */
    void ended(Handle<?> job) {
        if (underWay.remove(job)) {
            exit();
        }
    }

    /**
     * The call counts as through when its job has ended, though nobody may ever read its results to the end.
     *
     * @return to be called when somebody did
     */
    Runnable endsWithItsJob(Handle<?> job) {
        AtomicReference<GridStore.@Nullable Watch> watch = new AtomicReference<>();
        Runnable through = () -> {
            ended(job);
            GridStore.Watch mine = watch.getAndSet(null);
            if (mine != null) {
                mine.close();
            }
        };
        watch.set(store.watch(job.id(), () -> {
            if (job.view().phase().ended()) {
                through.run();
            }
        }));
        if (job.view().phase().ended()) {
            through.run();
        }
        return through;
    }

    void shutdown() {
        synchronized (this) {
            closed = true;
        }
        leaveIfOver();
    }

    void terminate() {
        synchronized (this) {
            closed = true;
            terminated = true;
        }
        underWay.forEach(Handle::cancelWaiting); // or a worker that one cancel frees would begin with the next call
        underWay.forEach(Handle::cancel);
        leaveIfOver();
    }

    /** The calling thread reads no more results, so nothing must wait for it to. */
    void readerLeaves() {
        underWay.forEach(Handle::readerLeaves);
    }

    private void leaveIfOver() {
        synchronized (this) {
            if (!closed || calls > 0) {
                return;
            }
        }
        if (leaving.compareAndSet(false, true)) {
            store.endScope(scope.id(), () -> {
                left = true;
                signal.run();
                onLeft.accept(this);
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
