package io.workgrid.hazelcast.store;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.workgrid.api.JobId;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.engine.store.GridStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that somebody in this process waits for: what their shards look like, asked for again after each word of a change, and now and
 * then without one, for words get lost. Any thread may use it; watchers are called by one thread of its own.
 */
final class Watches implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    private static final long LONGEST_WAIT_MILLIS = 250;
    private static final long LOOK_AT_ALL_NANOS = TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
    /** To look takes a quarter of the time at most: thousands of changes a second are seen together. */
    private static final int REST = 3;

    private static final long LONGEST_REST_NANOS = 25_000_000;

    private final IMap<String, ShardEntry> ledgers;
    private final Looks looks;
    private final Map<JobId, Watched> watched = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean hasNews;
    private long lookedAtAllNanos = System.nanoTime();
    private long restsUntilNanos = System.nanoTime();
    private boolean closed;
    private volatile @Nullable UUID listener;
    private @Nullable Thread thread;

    /** Looks at shards, several at once. A shard that is not there is told as the lost one it is. */
    interface Looks {
        List<LedgerView> look(JobId job, List<Integer> shards);
    }

    /** A job and who watches it. */
    private static final class Watched {
        private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
        private final AtomicReferenceArray<@Nullable LedgerView> seen;
        private final java.util.BitSet dirty = new java.util.BitSet();

        Watched(int shards) {
            seen = new AtomicReferenceArray<>(shards);
            dirty.set(0, shards);
        }

        synchronized void soil(int shard) {
            dirty.set(shard);
        }

        synchronized void soilAll() {
            dirty.set(0, seen.length());
        }

        /** The shards to be looked at; they count as clean from now on. */
        synchronized List<Integer> takeDirty() {
            List<Integer> shards = dirty.stream().boxed().toList();
            dirty.clear();
            return shards;
        }
    }

    Watches(IMap<String, ShardEntry> ledgers, Looks looks) {
        this.ledgers = ledgers;
        this.looks = looks;
    }

    GridStore.Watch add(JobId job, int shards, Runnable watcher) {
        Watched one = watched.compute(job, (id, there) -> {
            Watched mine = there == null ? new Watched(shards) : there;
            mine.watchers.add(watcher);
            return mine;
        });
        begin();
        return () -> {
            one.watchers.remove(watcher);
            watched.computeIfPresent(job, (id, there) -> there.watchers.isEmpty() ? null : there);
        };
    }

    /** A shard of a watched job as it was last seen, a moment ago; watchers are called when it is seen to have changed. */
    @Nullable
    LedgerView seen(JobId job, int shard) {
        Watched one = watched.get(job);
        return one == null ? null : one.seen.get(shard);
    }

    /** What was seen of a shard is wrong: it is looked at anew, and watchers are called whatever it is like. */
    void distrust(JobId job, int shard) {
        Watched one = watched.get(job);
        if (one != null) {
            one.seen.set(shard, null);
            one.soil(shard);
            wake();
        }
    }

    /** A job may have changed. */
    void changed(JobId job) {
        Watched one = watched.get(job);
        if (one != null) {
            one.soilAll();
            wake();
        }
    }

    private void changed(String key) {
        Watched one = watched.get(new JobId(Keys.job(key)));
        if (one != null) {
            one.soil(Keys.shardOf(key));
            wake();
        }
    }

    private void wake() {
        lock.lock();
        try {
            hasNews = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        lock.lock();
        try {
            if (thread == null && !closed) {
                Thread watching = new Thread(this::run, "workgrid-watch");
                watching.setDaemon(true);
                watching.start();
                thread = watching;
            }
        } finally {
            lock.unlock();
        }
        wake();
    }

    private void run() {
        while (await()) {
            listen();
            long began = System.nanoTime();
            watched.forEach(this::refresh);
            long ended = System.nanoTime();
            restsUntilNanos = ended + Math.min(LONGEST_REST_NANOS, REST * (ended - began));
        }
    }

    /** Here, as whoever watches may be interrupted meanwhile. Until it succeeds, it is looked now and then. */
    private void listen() {
        if (listener == null) {
            try {
                listener = ledgers.addEntryListener(new Ear(), false);
            } catch (RuntimeException e) { // the cluster moves: the next round tries again
                wake();
            }
        }
    }

    /** Waits for news, not for long; false at the end. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops, and why it ended does not matter
    private boolean await() {
        lock.lock();
        try {
            if (!hasNews && !closed) {
                news.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (System.nanoTime() - lookedAtAllNanos > LOOK_AT_ALL_NANOS) { // also while there is news of others
                lookedAtAllNanos = System.nanoTime();
                watched.values().forEach(Watched::soilAll);
            }
            long rest = restsUntilNanos - System.nanoTime();
            while (rest > 0 && !closed) {
                rest = news.awaitNanos(rest);
            }
            hasNews = false;
            return !closed;
        } catch (InterruptedException e) {
            return !closed; // nobody has a reason to
        } finally {
            lock.unlock();
        }
    }

    private void refresh(JobId job, Watched one) {
        List<Integer> shards = one.takeDirty();
        if (shards.isEmpty()) {
            return;
        }
        boolean changed = false;
        try {
            List<LedgerView> views = looks.look(job, shards);
            for (int n = 0; n < views.size(); n++) {
                LedgerView before = one.seen.getAndSet(shards.get(n), views.get(n));
                changed |= before == null || before.version() != views.get(n).version();
            }
        } catch (RuntimeException e) { // the job or the grid is gone, or moves: whoever looks himself is told
            for (int shard : shards) {
                one.seen.set(shard, null);
                one.soil(shard);
            }
            changed = true;
        }
        if (changed) {
            one.watchers.forEach(Watches::tell);
        }
    }

    /** One that fails must not keep the others from hearing. */
    private static void tell(Runnable watcher) {
        try {
            watcher.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "who watches a job failed", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        watched.values().forEach(one -> one.watchers.forEach(Watches::tell));
        UUID ear = listener;
        if (ear != null) {
            try {
                ledgers.removeEntryListener(ear);
            } catch (RuntimeException e) {
                // the grid is gone, and with it the listener
            }
        }
    }

    /** Hears which shards changed. */
    private final class Ear
            implements EntryAddedListener<String, ShardEntry>,
                    EntryUpdatedListener<String, ShardEntry>,
                    EntryRemovedListener<String, ShardEntry> {
        @Override
        public void entryAdded(EntryEvent<String, ShardEntry> event) {
            changed(event.getKey());
        }

        @Override
        public void entryUpdated(EntryEvent<String, ShardEntry> event) {
            changed(event.getKey());
        }

        @Override
        public void entryRemoved(EntryEvent<String, ShardEntry> event) {
            changed(event.getKey());
        }
    }
}
