package io.workgrid.engine.worker;

import io.workgrid.api.task.WorkerHook;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.engine.codec.ThrownText;
import io.workgrid.engine.store.JobRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A worker: a thread that runs one item at a time, and keeps for each job and pool what is the worker's own. */
public final class WorkerThread extends Thread {
    private static final long LONGEST_LOOK_NANOS = 50_000_000;

    private final Workplace place;
    private final int number;
    private final Map<String, WorkerJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, WorkerScope> scopes = new ConcurrentHashMap<>();
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile @Nullable ChunkRun run;

    public WorkerThread(Workplace place, int number) {
        // nothing of the thread that happens to start it is inherited: that may be in the middle of another job's item
        super(null, null, "workgrid-" + place.name() + "-worker-" + number, 0, false);
        this.place = place;
        this.number = number;
        setDaemon(true);
    }

    /** The worker's number on its node, from 0. */
    public int number() {
        return number;
    }

    /** The node it works for. */
    Workplace place() {
        return place;
    }

    @Override
    public void run() {
        try {
            boolean goOn = true;
            while (goOn) {
                Workplace.Order order = place.next(this);
                if (order == null) {
                    goOn = false;
                } else if (order instanceof Workplace.Order.Leave leave) {
                    leave.what().forEach(this::leave);
                } else {
                    goOn = work(((Workplace.Order.Run) order).chunk());
                }
            }
        } catch (InterruptedException e) {
            // the node closes
            interrupt();
        } finally {
            place.leaving(this);
            try {
                Thread.interrupted(); // what is closed now may block and must not be cut short
                leaveAll();
            } finally {
                place.gone(this);
            }
        }
    }

    /** The attempt under way; to be called by this thread. */
    Optional<Tenant> tenant() {
        ChunkRun now = run;
        return now == null ? Optional.empty() : now.tenant();
    }

    /** Runs a chunk; false if this thread must end. */
    private boolean work(Chunk chunk) {
        setContextClassLoader(chunk.job().code().loader());
        ChunkRun now = new ChunkRun(chunk);
        run = now;
        List<Exchange.Report> reports;
        try {
            reports = run(now);
        } catch (Throwable e) { // of ours, or of the machine: the chunk must not be held for ever all the same
            reports = now.broken();
            place.trouble(
                    "worker " + number + " in items from " + chunk.first() + " on of job "
                            + chunk.job().record().id(),
                    e);
        }
        run = null;
        if (reports == null) {
            return false;
        }
        WorkerScope scope = scopes.get(chunk.job().record().scope().id());
        if (scope != null) {
            scope.ran(now.ran());
        }
        boolean wornOut = scope != null && scope.left() == 0;
        if (wornOut) {
            place.replace(this, false);
        }
        place.finished(chunk, reports, !wornOut);
        return !wornOut;
    }

    /** The reports of the run; {@code null} if it was abandoned. */
    private @Nullable List<Exchange.Report> run(ChunkRun now) {
        RunningJob job = now.chunk().job();
        WorkerScope scope = scopes.get(job.record().scope().id());
        WorkerJob mine = jobs.get(job.record().id().text());
        if (scope == null || mine == null || !scope.isOf(job.code())) {
            Attempt ready = now.makeReady();
            Throwable failed = null;
            try {
                scope = scope(job);
                mine = job(job);
            } catch (Throwable e) { // the user's initializer or task class, at the edge of a worker
                failed = e;
            }
            if (!ready.end()) {
                return null;
            }
            if (scope == null || mine == null) {
                if (failed != null && ready.why() == null) {
                    String reason = "worker " + number + " could not be made ready: " + ThrownText.of(failed);
                    place.broken(job, reason, failed);
                }
                return now.chunk().released();
            }
        }
        if (now.timeoutNanos() > 0 && watched.compareAndSet(false, true)) {
            place.watch(this, now.timeoutNanos());
        }
        return now.run(mine, scope.left());
    }

    private WorkerScope scope(RunningJob job) throws Exception {
        JobRecord.Scope wanted = job.record().scope();
        WorkerScope scope = scopes.get(wanted.id());
        if (scope != null && !scope.isOf(job.code())) {
            scopes.remove(wanted.id());
            scope.leave(place::trouble);
            scope = null;
        }
        if (scope == null) {
            WorkerHook finalizer =
                    wanted.finalizer() == null ? null : (WorkerHook) job.code().read(wanted.finalizer());
            if (wanted.initializer() != null) {
                ((WorkerHook) job.code().read(wanted.initializer())).run();
            }
            scope = new WorkerScope(job.code(), finalizer, wanted.maxItemsPerWorker());
            scopes.put(wanted.id(), scope);
        }
        return scope;
    }

    private WorkerJob job(RunningJob job) {
        String id = job.record().id().text();
        WorkerJob mine = jobs.get(id);
        if (mine == null) {
            mine = new WorkerJob(place.name(), number, job.code().newTask());
            jobs.put(id, mine);
        }
        return mine;
    }

    private void leave(Workplace.Leaving leaving) {
        try {
            WorkerJob job = jobs.remove(leaving.id());
            if (job != null) {
                job.leave(place::trouble);
            }
            WorkerScope scope = scopes.remove(leaving.id());
            if (scope != null) {
                scope.leave(place::trouble);
            }
            Thread.interrupted(); // whatever that left behind is not the next item's
            setContextClassLoader(WorkerThread.class.getClassLoader()); // and its classes are not kept alive by us
        } finally {
            leaving.left().run();
        }
    }

    private void leaveAll() {
        jobs.values().forEach(job -> job.leave(place::trouble));
        jobs.clear();
        scopes.values().forEach(scope -> scope.leave(place::trouble));
        scopes.clear();
    }

    /** Whether it keeps something for a job or scope. */
    public boolean holds(String id) {
        return jobs.containsKey(id) || scopes.containsKey(id);
    }

    /**
     * Tells the item under way to end, if it is the job's.
     *
     * @return what to give up on if it does not, or {@code null} if there is nothing to end
     */
    public @Nullable Stuck cancel(RunningJob job) {
        ChunkRun now = run;
        return now != null && now.chunk().job() == job ? tell(now, now.attempt(), Attempt.Why.CANCEL) : null;
    }

    /** Ends the item under way if it has run too long. */
    public Overdue overdue(long nowNanos) {
        ChunkRun now = run;
        if (now == null || now.timeoutNanos() == 0) {
            watched.set(false);
            now = run; // a chunk may have begun that found us still watching
            if (now == null || now.timeoutNanos() == 0 || !watched.compareAndSet(false, true)) {
                return new Overdue(-1, null);
            }
        }
        Attempt attempt = now.attempt();
        if (!now.ready() || attempt == null || attempt.why() != null) {
            return new Overdue(LONGEST_LOOK_NANOS, null);
        }
        long left = now.timeoutNanos() - (nowNanos - attempt.startNanos());
        if (left > 0) {
            // the next chunk may be of a job with a shorter timeout
            return new Overdue(Math.min(left, LONGEST_LOOK_NANOS), null);
        }
        return new Overdue(LONGEST_LOOK_NANOS, tell(now, attempt, Attempt.Why.TIMEOUT));
    }

    private static @Nullable Stuck tell(ChunkRun now, @Nullable Attempt attempt, Attempt.Why why) {
        return attempt != null && attempt.tell(why) ? new Stuck(now, attempt) : null;
    }

    /** Gives up on an item that does not end: settles its chunk and replaces this worker. Does nothing if it has ended. */
    public void abandon(Stuck stuck) {
        if (stuck.attempt.abandon()) {
            List<Exchange.Report> reports;
            try {
                reports = stuck.run.abandon(stuck.attempt);
            } catch (RuntimeException e) { // the store
                reports = stuck.run.chunk().lost();
                place.trouble("giving up on worker " + number, e);
            }
            place.replace(this, true);
            place.finished(stuck.run.chunk(), reports, false);
        }
    }

    /**
     * What a look at the clock said.
     *
     * @param lookAgainNanos when to look again; -1: no need, no chunk is under way
     * @param told the attempt that was told to end, or {@code null}
     */
    public record Overdue(long lookAgainNanos, @Nullable Stuck told) {}

    /** An attempt that was told to end. */
    public static final class Stuck {
        private final ChunkRun run;
        private final Attempt attempt;

        private Stuck(ChunkRun run, Attempt attempt) {
            this.run = Objects.requireNonNull(run);
            this.attempt = attempt;
        }
    }
}
