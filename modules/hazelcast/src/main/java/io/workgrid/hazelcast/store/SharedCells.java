package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.ObjectLostException;
import io.workgrid.api.UnreachableException;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.SharedViews;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shared cells, in a map, and beside it a list of their keys of which every member has a copy: a key without its cell says that all who
 * kept the cell are gone. Any thread may use it.
 */
final class SharedCells implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** A cell is there before its key; where it is the other way round, something may be on its way for so long. */
    private static final long SURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int AGAIN_THREADS = 4;
    private static final int MOST_AGAIN = 100_000;

    private final Calls calls;
    private final IMap<String, CellEntry> cells;
    private final IMap<String, Long> keys;
    private final IMap<String, JobRecord> jobs;
    private final Sessions sessions;
    private final Wakes wakes;
    private volatile String begun = "";
    private final ThreadPoolExecutor again = new ThreadPoolExecutor(
            AGAIN_THREADS, AGAIN_THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_AGAIN), task -> {
                Thread thread = new Thread(task, "workgrid-shared-again");
                thread.setDaemon(true);
                return thread;
            });

    SharedCells(HazelcastInstance instance, Calls calls, IMap<String, JobRecord> jobs) {
        this.calls = calls;
        this.jobs = jobs;
        cells = instance.getMap(StoreSetup.CELLS);
        keys = instance.getMap(StoreSetup.CELL_KEYS);
        sessions = new Sessions(instance, instance.getMap(StoreSetup.ALIVE));
        wakes = new Wakes(instance, sessions::now);
        again.allowCoreThreadTimeOut(true);
    }

    Sessions sessions() {
        return sessions;
    }

    Wakes wakes() {
        return wakes;
    }

    Answer call(String key, Call call) {
        return call(key, call, false);
    }

    private Answer call(String key, Call call, boolean again) {
        begin();
        Answer answer = ask(key, call, false, again);
        return told(answer == null ? first(key, call) : answer);
    }

    private @Nullable Answer ask(String key, Call call, boolean mayBegin, boolean again) {
        AtomicBoolean asked = new AtomicBoolean(again);
        return calls.make(LONGEST, () -> cells.executeOnKey(key, new CallCell(call, mayBegin, asked.getAndSet(true))));
    }

    /** The grid knows that the session lives, and the session hears what it waits for, before it makes its first call. */
    private void begin() {
        String now = sessions.now();
        if (!now.equals(begun)) {
            calls.make(LONGEST, () -> {
                sessions.begin();
                wakes.hear();
                return true;
            });
            begun = now;
        }
    }

    private Answer told(Answer answer) {
        wakes.send(answer.wakes());
        return answer.withoutWakes();
    }

    /** The call to a cell that is not there: it begins, or it is lost. */
    private Answer first(String key, Call call) {
        if (calls.make(LONGEST, () -> keys.containsKey(key))) {
            return whereMissing(key, call);
        }
        Answer answer = Objects.requireNonNull(ask(key, call, true, false));
        boolean begins = call.opens() || call.fixesSize();
        if (call.verb() != Call.Verb.END && gone(key)) { // asked after it began: the job may go in this moment
            if (begins) {
                remove(key);
            }
            throw new NoSuchJobException(GridStore.goneWithItsJob(key));
        }
        if (begins) {
            writeDown(key);
        }
        return answer;
    }

    /**
     * Writes down that there is this cell; returns whether it is still there then. It may be removed in this moment, and the key would be
     * that of a lost one. What somebody else wrote meanwhile, who began it anew, stays: each writes a number of his own.
     */
    boolean writeDown(String key) {
        Long mine = ThreadLocalRandom.current().nextLong();
        return calls.make(LONGEST, () -> {
            keys.set(key, mine);
            boolean there = cells.containsKey(key);
            if (!there) {
                keys.remove(key, mine);
            }
            return there;
        });
    }

    /** Whether it belongs to a job of which the record is gone. */
    boolean gone(String key) {
        String job = SharedViews.job(key);
        return job != null && !calls.make(LONGEST, () -> jobs.containsKey(job));
    }

    private Answer whereMissing(String key, Call call) {
        long end = System.nanoTime() + SURE_NANOS;
        while (System.nanoTime() < end) {
            Answer answer = ask(key, call, false, false);
            if (answer != null) {
                return answer;
            }
            if (!calls.make(LONGEST, () -> keys.containsKey(key))) {
                return first(key, call);
            }
            LockSupport.parkNanos(SURE_NANOS / 20);
        }
        throw new ObjectLostException(
                "\"" + key + "\" is lost: all nodes that held a copy of it are gone; remove it to begin it again");
    }

    CompletableFuture<Answer> callAsync(String key, Call call) {
        begin();
        CompletableFuture<Answer> come = new CompletableFuture<>();
        cells.submitToKey(key, new CallCell(call, false, false)).whenComplete((answer, failure) -> {
            if (answer == null) {
                try {
                    again.execute(() -> longWay(key, call, come));
                } catch (RejectedExecutionException e) { // this process ends, or the grid does not answer for long
                    come.completeExceptionally(new UnreachableException("the grid did not answer", e));
                }
            } else {
                come.complete(told(answer));
            }
        });
        return come;
    }

    /** It was not answered, or there is no such cell yet: on a thread that may wait. */
    private void longWay(String key, Call call, CompletableFuture<Answer> come) {
        try {
            come.complete(call(key, call, true));
        } catch (RuntimeException e) { // whoever asked is told
            come.completeExceptionally(e);
        }
    }

    List<CellView> views(String prefix) {
        return calls.make(LONGEST, () -> cells.executeOnEntries(new ViewCell(), new KeysFrom(prefix))).values().stream()
                .map(CellView::ofBytes)
                .sorted(Comparator.comparing(CellView::key))
                .toList();
    }

    boolean remove(String key) {
        boolean known = calls.make(LONGEST, () -> keys.remove(key)) != null;
        @Nullable Answer answer = calls.make(LONGEST, () -> cells.executeOnKey(key, new RemoveCell()));
        if (answer != null) {
            wakes.send(answer.wakes());
        }
        // somebody may have written it down again in between
        calls.make(LONGEST, () -> keys.remove(key));
        return known || answer != null;
    }

    GridStore.Watch onWake(Consumer<Answer.Wake> woken) {
        return wakes.listen(woken);
    }

    @Override
    public void close() {
        wakes.close();
        sessions.close();
        again.shutdownNow();
    }
}
