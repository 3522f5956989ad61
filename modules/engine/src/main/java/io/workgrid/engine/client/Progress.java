package io.workgrid.engine.client;

import io.workgrid.api.view.JobView;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a listener of a job's progress a few times a second, and once more at the end. The listener is never called twice at once. */
final class Progress implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final Handle<?> job;
    private final @Nullable Consumer<JobView> listener;
    private @Nullable ScheduledFuture<?> ticks;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private boolean over;

    private Progress(Handle<?> job, @Nullable Consumer<JobView> listener) {
        this.job = job;
        this.listener = listener;
    }

    static Progress of(Handle<?> job, @Nullable Consumer<JobView> listener, Threads threads) {
        Progress progress = new Progress(job, listener);
        if (listener != null) {
            progress.ticks = threads.timer()
                    .scheduleWithFixedDelay(
                            () -> progress.tickOn(threads), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return progress;
    }

    /** A listener that takes longer than a tick is not called by more and more threads. */
    private void tickOn(Threads threads) {
        if (ticking.compareAndSet(false, true)) {
            threads.call(() -> {
                try {
                    tick();
                } finally {
                    ticking.set(false);
                }
            });
        }
    }

    private synchronized void tick() {
        if (!over && listener != null) {
            listener.accept(job.view());
        }
    }

    /** The job has ended, or nobody wants to know any more: the listener is told a last time. */
    @Override
    public synchronized void close() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        try {
            tick();
        } catch (RuntimeException | Error e) { // the user's listener: it must not change what the call returns
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
            over = true;
        }
    }
}
