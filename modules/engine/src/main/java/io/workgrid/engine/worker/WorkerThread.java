package io.workgrid.engine.worker;

import io.workgrid.api.task.WorkerHook;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.store.JobRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A worker: a thread that runs one item at a time, and keeps for each job and pool what is the worker's own. */
public final class WorkerThread extends Thread {
    private static final long LONGEST_LOOK_NANOS = 50_000_000;

    private final Workplace place;
    private final int number;
    private final Map<String, WorkerJob> jobs = new HashMap<>();
    private final Map<String, WorkerScope> scopes = new HashMap<>();
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile @Nullable ChunkRun run;

    public WorkerThread(Workplace place, int number) {
        super("workgrid-" + place.name() + "-worker-" + number);
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
            Thread.interrupted(); // what is closed now may block and must not be cut short
            leaveAll();
        }
    }

    /** Runs a chunk; false if this thread must end. */
    private boolean work(Chunk chunk) {
        setContextClassLoader(chunk.job().code().loader());
        WorkerScope scope;
        WorkerJob job;
        try {
            scope = scope(chunk.job());
            job = job(chunk.job());
        } catch (Throwable e) { // the user's initializer or task class, at the edge of a worker
            place.broken(chunk.job(), "worker " + number + " could not be made ready: " + e, e);
            place.finished(chunk, chunk.released());
            return true;
        }
        int left = scope.left();
        ChunkRun now = new ChunkRun(chunk, job, left);
        run = now;
        if (now.timeoutNanos() > 0 && watched.compareAndSet(false, true)) {
            place.watch(this, now.timeoutNanos());
        }
        Exchange.Report report = now.run();
        run = null;
        if (report == null) {
            return false;
        }
        scope.ran(now.ran());
        if (scope.left() == 0) {
            place.replace(this);
            place.finished(chunk, report);
            return false;
        }
        place.finished(chunk, report);
        return true;
    }

    private WorkerScope scope(RunningJob job) throws Exception {
        JobRecord.Scope wanted = job.record().scope();
        WorkerScope scope = scopes.get(wanted.id());
        if (scope == null) {
            WorkerHook finalizer =
                    wanted.finalizer() == null ? null : (WorkerHook) job.code().read(wanted.finalizer());
            if (wanted.initializer() != null) {
                ((WorkerHook) job.code().read(wanted.initializer())).run();
            }
            scope = new WorkerScope(finalizer, wanted.maxItemsPerWorker());
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

    /** Whether it runs a chunk of the job. */
    public boolean runs(RunningJob job) {
        ChunkRun now = run;
        return now != null && now.chunk().job() == job;
    }

    /**
     * Tells the item under way to end, if it is the job's.
     *
     * @return what to give up on if it does not, or {@code null} if there is nothing to end
     */
    public @Nullable Stuck stop(RunningJob job, Reply.Stop how) {
        ChunkRun now = run;
        if (now == null || now.chunk().job() != job) {
            return null;
        }
        now.chunk().stop(how);
        return how == Reply.Stop.NOW ? tell(now, now.attempt(), Attempt.Why.CANCEL) : null;
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
        if (attempt == null) {
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
            place.replace(this);
            place.finished(stuck.run.chunk(), stuck.run.abandon(stuck.attempt));
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
