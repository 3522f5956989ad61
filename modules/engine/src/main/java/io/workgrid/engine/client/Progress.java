package io.workgrid.engine.client;

import io.workgrid.api.view.JobView;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a listener of a job's progress a few times a second, and once more at the end. The listener is never called twice at once. */
final class Progress implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final Handle<?> job;
    private final @Nullable Consumer<JobView> listener;
    private @Nullable ScheduledFuture<?> ticks;
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
                            () -> threads.call(progress::tick), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return progress;
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
        tick();
        over = true;
    }
}
