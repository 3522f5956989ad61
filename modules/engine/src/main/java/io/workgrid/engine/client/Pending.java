package io.workgrid.engine.client;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.GridException;
import io.workgrid.api.JobFailedException;
import io.workgrid.api.JobHandle;
import io.workgrid.engine.codec.ThrownText;
import io.workgrid.engine.store.GridStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of a job that is waited for by nobody's thread: when the job has ended, a collector reads it, waiters go on, and callbacks
 * run on threads of their own.
 */
final class Pending<O, R> implements AsyncResult<R> {
    private final Handle<O> job;
    private final Threads threads;
    private final Function<List<O>, R> shape;
    private final @Nullable Consumer<? super R> onSuccess;
    private final @Nullable Consumer<? super GridException> onError;
    private final Signal signal = new Signal();
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private final Object reading = new Object();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Runnable onEnd = () -> {};
    private volatile Runnable progress = () -> {};
    private volatile @Nullable Done<R> done;

    private record Done<R>(@Nullable R value, @Nullable GridException failure) {}

    private Pending(
            Handle<O> job,
            Threads threads,
            Function<List<O>, R> shape,
            @Nullable Consumer<? super R> onSuccess,
            @Nullable Consumer<? super GridException> onError) {
        this.job = job;
        this.threads = threads;
        this.shape = shape;
        this.onSuccess = onSuccess;
        this.onError = onError;
    }

    /**
     * Begins to wait.
     *
     * @param shape makes the result of all results
     * @param onSuccess or {@code onError} is called, once, on a thread for callbacks
     * @param after called when the result is there
     * @param progress told the end, on a thread for callbacks
     */
    static <O, R> Pending<O, R> of(
            Handle<O> job,
            Threads threads,
            Function<List<O>, R> shape,
            @Nullable Consumer<? super R> onSuccess,
            @Nullable Consumer<? super GridException> onError,
            Runnable after,
            Runnable progress) {
        Pending<O, R> pending = new Pending<>(job, threads, shape, onSuccess, onError);
        GridStore.Watch watch = job.store().watch(job.id(), pending::look);
        Runnable closing = pending::gridIsClosed;
        pending.onEnd = () -> {
            threads.notAtClose(closing);
            watch.close();
            after.run();
        };
        pending.progress = progress;
        threads.atClose(closing);
        if (pending.done != null) {
            threads.notAtClose(closing);
        }
        pending.look();
        return pending;
    }

    /** The job may have ended. */
    private void look() {
        if (done == null && looking.compareAndSet(false, true)) {
            try {
                threads.collect(this::collect);
            } catch (RejectedExecutionException e) {
                gridIsClosed();
            }
        }
    }

    private void gridIsClosed() {
        end(new Done<>(null, new GridClosedException("the grid was closed before job " + job.id() + " was through")));
    }

    private void collect() {
        looking.set(false);
        synchronized (reading) { // results are read once: a second look waits until the first has said how it went
            if (done == null) {
                Done<R> read = read();
                if (read != null) {
                    end(read);
                }
            }
        }
    }

    /** What came of the job; {@code null} if it goes on. */
    private @Nullable Done<R> read() {
        try {
            return job.view().phase().ended() ? new Done<>(shape.apply(Collected.of(job)), null) : null;
        } catch (GridException e) {
            return new Done<>(null, e);
        } catch (RuntimeException | Error e) {
            return new Done<>(
                    null,
                    new JobFailedException(
                            "the results of job " + job.id() + " cannot be read: " + ThrownText.of(e), e));
        }
    }

    private void end(Done<R> ended) {
        synchronized (this) {
            if (done != null) {
                return;
            }
            done = ended;
        }
        signal.run();
        onEnd.run();
        try {
            threads.call(() -> complete(ended));
        } catch (RejectedExecutionException e) {
            complete(ended); // the grid closes, and nobody must wait for ever
        }
    }

    /** What a callback throws is its thread's uncaught exception. */
    private void complete(Done<R> ended) {
        if (ended.failure == null) {
            future.complete(ended.value);
        } else {
            future.completeExceptionally(ended.failure);
        }
        try {
            progress.run();
        } finally {
            callBack(ended);
        }
    }

    private void callBack(Done<R> ended) {
        if (ended.failure != null && onError != null) {
            onError.accept(ended.failure);
        } else if (ended.failure == null && onSuccess != null) {
            onSuccess.accept(ended.value);
        }
    }

    @Override
    public @Nullable R get() {
        return value(signal.await(() -> done, null, "job " + job.id()));
    }

    @Override
    public @Nullable R get(Duration timeout) {
        return value(signal.await(() -> done, timeout, "job " + job.id()));
    }

    private static <R> @Nullable R value(Done<R> done) {
        if (done.failure != null) {
            throw done.failure;
        }
        return done.value;
    }

    @Override
    public boolean waitFor(Duration timeout) {
        return signal.awaitTrue(this::ready, timeout, "job " + job.id());
    }

    @Override
    public boolean ready() {
        return done != null;
    }

    @Override
    public boolean successful() {
        Done<R> now = done;
        if (now == null) {
            throw new IllegalStateException("job " + job.id() + " is not ready; ask ready() first");
        }
        return now.failure == null;
    }

    @Override
    public void cancel() {
        job.cancel();
    }

    @Override
    public JobHandle<?> job() {
        return Objects.requireNonNull(job);
    }

    @Override
    public CompletableFuture<R> toFuture() {
        return future.copy();
    }
}
