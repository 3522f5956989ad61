package io.workgrid.engine.client;

import io.workgrid.api.GridException;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.UnreachableException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.core.job.JobFold;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.LookAhead;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.ThrownText;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a job and puts them into the store page by page, a bounded number ahead of what is through. One thread reads; a
 * timer sends pages on that wait half full, so that an item does not wait for the next one to be read.
 */
final class Feeder<I> {
    private static final long FLUSH_MILLIS = 5;
    /** Every so many flushes it is looked whether the job has ended while the input gave nothing. */
    private static final int LOOK_FLUSHES = 40;
    /** How long a grid that does not take anything now is left alone. */
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final GridStore store;
    private final JobRecord job;
    private final JobSpec<I, ?> spec;
    private final ItemPage.Writer page;
    private final Signal signal = new Signal();
    private final ReentrantLock writing = new ReentrantLock();
    /** The pages that were given out and may not be through, and how many bytes they have; guarded by the lock. */
    private final Deque<Given> given = new ArrayDeque<>();

    private final AtomicLong givenBytes = new AtomicLong();
    /** A page that the store has not taken yet; guarded by the lock. */
    private @Nullable ItemPage unsent;

    private volatile @Nullable Reader reader;
    private @Nullable Thread readerThread;
    private volatile @Nullable Throwable failure;
    private volatile boolean over;
    private @Nullable Iterator<? extends I> items;
    private @Nullable Thread feeding;
    private long read;
    private long room;
    private int flushes;

    private record Given(long end, int bytes) {}

    /** How many bytes of items that are not through may be in the store. */
    private final long mostBytes;
    /** The store takes the items in advance, as far as it has room, so that this process need not stay. */
    private final boolean inAdvance;

    /**
     * A feeder.
     *
     * @param mostBytes how many bytes of items that are not through may be in the store; more than {@link LookAhead#MOST_BYTES}: they are
     *     given as fast as they can be read
     */
    Feeder(GridStore store, JobRecord job, JobSpec<I, ?> spec, Codec codec, long mostBytes) {
        this.mostBytes = mostBytes;
        inAdvance = mostBytes > LookAhead.MOST_BYTES;
        room = inAdvance ? Long.MAX_VALUE : LookAhead.LEAST_ITEMS;
        this.store = store;
        this.job = job;
        this.spec = spec;
        page = new ItemPage.Writer(codec, job.keyed(), 0);
    }

    /** From now on results that this reader has not given out count too: they must not pile up either. */
    synchronized void follow(Reader to) {
        reader = to;
        // what makes room may be this reader and nothing in the store
        to.onRead(signal);
        readerThread = Thread.currentThread();
    }

    /** If that thread reads what is followed, it is followed no more. */
    void readerLeaves(Thread thread) {
        synchronized (this) {
            if (thread != readerThread) {
                return;
            }
            reader = null;
        }
        signal.run();
    }

    /** Why the items could not be read, or {@code null}. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Stops reading, and wakes a thread that waits for the input. */
    void stop() {
        over = true;
        signal.run();
        synchronized (this) {
            if (feeding != null) {
                feeding.interrupt();
            }
        }
    }

    /** Reads in the calling thread as long as it need not wait; false if the rest is to be read by {@link #run}. */
    boolean begin() {
        return read(false);
    }

    /** Reads in the calling thread, while a timer sends on what waits. */
    void run(ScheduledExecutorService timer) {
        synchronized (this) {
            feeding = Thread.currentThread();
        }
        ScheduledFuture<?> flushing =
                timer.scheduleWithFixedDelay(this::tick, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        try (GridStore.Watch watch = store.watch(job.id(), signal)) {
            read(true);
        } catch (GridException e) {
            fail(true, e); // the job is gone
        } finally {
            flushing.cancel(false);
            synchronized (this) {
                feeding = null;
            }
            Thread.interrupted(); // it was meant for the input
        }
    }

    private boolean read(boolean mayWait) {
        Throwable before = failure;
        if (before != null) {
            return fail(mayWait, before);
        }
        try {
            Iterator<? extends I> input = items == null ? spec.open() : items;
            items = input;
            Function<? super I, String> key = spec.key();
            while (!over) {
                if (read >= room || givenBytes.get() >= mostBytes) {
                    if (!insists(mayWait, this::flush) || !mayWait) {
                        return false;
                    }
                    insists(true, this::awaitRoom);
                    if (over) {
                        break;
                    }
                }
                if (!input.hasNext()) {
                    break;
                }
                I item = input.next();
                boolean full = add(item, key == null ? null : key.apply(item));
                read++;
                if (full && !insists(mayWait, this::flush)) {
                    return false;
                }
            }
            return insists(mayWait, this::flush) && insists(mayWait, () -> store.seal(job.id()));
        } catch (Throwable e) { // the user's iterator; or the store: the job is gone, or the wait was interrupted
            return fail(mayWait, e);
        }
    }

    /** Ends the job; a grid that cannot hear it now must hear it later, or it would wait for items for ever. */
    private boolean fail(boolean mayWait, Throwable e) {
        over = true;
        failure = e;
        try {
            return insists(mayWait, () -> {
                store.stop(job.id(), Reply.Stop.NOW, JobPhase.FAILED, "input could not be read: " + ThrownText.of(e));
                store.seal(job.id());
            });
        } catch (GridException gone) {
            return true; // the job is gone, or the grid was closed, and nobody will ask
        }
    }

    /** Asks until there is an answer: this side may be cut off, or no node answers, and that may be over soon; false: not now. */
    private boolean insists(boolean mayWait, Runnable request) {
        while (true) {
            try {
                request.run();
                return true;
            } catch (RefusedException | UnreachableException e) {
                if (!e.retryable()) {
                    throw e;
                }
            }
            if (!mayWait) {
                return false;
            }
            LockSupport.parkNanos(AGAIN_NANOS);
            Thread.interrupted(); // it was meant for the input
        }
    }

    /** Whether the page is full now. */
    private boolean add(@Nullable Object item, @Nullable String key) {
        writing.lock();
        try {
            page.add(item, key);
            return page.full();
        } finally {
            writing.unlock();
        }
    }

    /** A page that the store did not take stays, and is given again: it may be taken twice. */
    private void flush() {
        writing.lock();
        try {
            while (unsent != null || page.count() > 0) {
                ItemPage next = unsent;
                if (next == null) {
                    next = page.take();
                    given.add(new Given(next.end(), next.bytes().length));
                    givenBytes.addAndGet(next.bytes().length);
                    unsent = next;
                }
                store.append(job.id(), next);
                unsent = null;
            }
        } finally {
            writing.unlock();
        }
    }

    /** By the timer, which must not wait for an item that takes long to be written. */
    private void tick() {
        try {
            if (writing.tryLock()) {
                try {
                    flush();
                } finally {
                    writing.unlock();
                }
            }
            if (++flushes % LOOK_FLUSHES == 0 && stopped(store.view(job.id()))) {
                stop();
            }
        } catch (NoSuchJobException e) {
            stop();
        } catch (GridException e) {
            // nobody answers now: it is asked again soon, and the thread that reads finds out too
        }
    }

    private static boolean stopped(JobView view) {
        return view.phase() == JobPhase.STOPPING || view.phase().ended();
    }

    /** Waits until enough is through, or the job takes no more. */
    private void awaitRoom() {
        signal.await(() -> hasRoom() ? Boolean.TRUE : null, null, "room in job " + job.id());
    }

    private boolean hasRoom() {
        Reader to = reader;
        JobView view = look();
        if (stopped(view)) {
            over = true;
            return true;
        }
        long millis = System.currentTimeMillis() - job.createdMillis();
        long most = inAdvance ? Long.MAX_VALUE : LookAhead.items(view.settled(), view.running(), millis);
        room = inAdvance ? Long.MAX_VALUE : view.settled() + most;
        if (to != null) {
            long unread = LookAhead.unread(to.bytesEach());
            room = Math.min(room, to.through() + unread);
            most = Math.min(most, unread);
        }
        return LookAhead.pays(room - read, most) && LookAhead.pays(mostBytes - bytesLeft(view.settled()), mostBytes);
    }

    /** The job as it is known here: it is watched. */
    private JobView look() {
        List<LedgerView> shards = new ArrayList<>();
        for (int shard = 0; shard < job.shards().count(); shard++) {
            shards.add(store.look(job.id(), shard));
        }
        return JobFold.fold(job.told(), 0, shards);
    }

    private long bytesLeft(long settled) {
        writing.lock();
        try {
            while (!given.isEmpty() && given.element().end <= settled) {
                givenBytes.addAndGet(-given.remove().bytes);
            }
            return givenBytes.get();
        } finally {
            writing.unlock();
        }
    }
}
