package io.workgrid.engine.client;

import io.workgrid.api.GridException;
import io.workgrid.api.JobSpec;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.LookAhead;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.util.Iterator;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a job and puts them into the store page by page, a bounded number ahead of what is through. One thread reads; a
 * timer sends pages on that wait half full, so that an item does not wait for the next one to be read.
 */
final class Feeder<I> implements Runnable {
    private static final long FLUSH_MILLIS = 5;

    private final GridStore store;
    private final JobRecord job;
    private final JobSpec<I, ?> spec;
    private final ItemPage.Writer page;
    private final Signal signal = new Signal();
    private volatile @Nullable Reader reader;
    private volatile @Nullable Throwable failure;
    private volatile boolean over;
    private long read;
    private long room = LookAhead.LEAST_ITEMS;

    Feeder(GridStore store, JobRecord job, JobSpec<I, ?> spec, Codec codec) {
        this.store = store;
        this.job = job;
        this.spec = spec;
        page = new ItemPage.Writer(codec, job.keyed(), 0);
    }

    /** From now on results that this reader has not given out count too: they must not pile up either. */
    void follow(Reader to) {
        reader = to;
        // what makes room may be this reader and nothing in the store
        to.onRead(signal);
    }

    /** Why the items could not be read, or {@code null}. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Stops reading. */
    void stop() {
        over = true;
        signal.run();
    }

    /** Reads in the calling thread, while a timer sends on what waits. */
    void run(ScheduledExecutorService timer) {
        ScheduledFuture<?> flushes =
                timer.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        try {
            run();
        } finally {
            flushes.cancel(false);
        }
    }

    @Override
    public void run() {
        try (GridStore.Watch watch = store.watch(job.id(), signal)) {
            Iterator<? extends I> items = spec.open();
            Function<? super I, String> key = spec.key();
            while (!over && items.hasNext()) {
                I item = items.next();
                String itemKey = key == null ? null : key.apply(item);
                if (add(item, itemKey)) {
                    flush();
                }
                if (++read >= room) {
                    flush();
                    awaitRoom();
                }
            }
            flush();
            store.seal(job.id());
        } catch (GridException e) {
            fail(e); // of the store: the job is gone, or the wait was interrupted
        } catch (Throwable e) { // the user's iterator
            fail(e);
        }
    }

    private void fail(Throwable e) {
        over = true;
        failure = e;
        try {
            store.stop(job.id(), Reply.Stop.NOW, JobPhase.FAILED, "input could not be read: " + e);
            store.seal(job.id());
        } catch (GridException gone) {
            e.addSuppressed(gone);
        }
    }

    private synchronized boolean add(@Nullable Object item, @Nullable String key) {
        page.add(item, key);
        return page.full();
    }

    private synchronized void flush() {
        if (page.count() > 0) {
            store.append(job.id(), page.take());
        }
    }

    /** Waits until enough is through, or the job takes no more. */
    private void awaitRoom() {
        signal.await(() -> hasRoom() ? Boolean.TRUE : null, null, "room in job " + job.id());
    }

    private boolean hasRoom() {
        Reader to = reader;
        JobView view = store.view(job.id());
        if (view.phase() == JobPhase.STOPPING || view.phase().ended()) {
            over = true;
            return true;
        }
        long millis = System.currentTimeMillis() - job.createdMillis();
        room = view.settled() + LookAhead.items(view.settled(), millis);
        if (to != null) {
            room = Math.min(room, to.through() + LookAhead.unread(to.bytesEach()));
        }
        return read < room;
    }
}
