package io.workgrid.engine.node;

import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.UnreachableException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.NodeView;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.code.PoolCode;
import io.workgrid.engine.codec.ThrownText;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.engine.store.LostException;
import io.workgrid.engine.worker.Chunk;
import io.workgrid.engine.worker.Nanos;
import io.workgrid.engine.worker.RunningJob;
import io.workgrid.engine.worker.WorkerThread;
import io.workgrid.engine.worker.Workplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A node: a pool of workers that pull chunks from the ledgers of all running jobs. Any thread may call.
 *
 * <p>Two kinds of threads: the workers, and one that talks to the ledgers when no worker is free to do it. A worker with nothing to do
 * talks itself, which saves two changes of thread for each chunk.
 */
public final class Node implements AutoCloseable {
    /** How long an item may go on after it was told to end; longer than a child process needs to be ended in its turn. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final long LONGEST_NAP_MILLIS = 10_000;
    /** How long a ledger that did not answer is left alone. */
    private static final long REST_MILLIS = 200;

    private final String name;
    private final GridStore store;
    private final LongSupplier nowMillis;
    private final BiConsumer<String, Throwable> trouble;
    private final Duration grace;
    private final Gate gate;
    private final Board board;
    private final Crew crew;
    private final PoolCode codes = new PoolCode(this::leaveIdle);
    private final ExchangeTimes exchangeTimes = new ExchangeTimes();
    private final ScheduledThreadPoolExecutor timer;
    private final Thread talker;
    private final List<GridStore.Watch> watches = new ArrayList<>();

    /**
     * A node; {@link #start} starts it.
     *
     * @param name unique in the grid, for ever: a node that comes back has another name
     * @param trouble told of failures of user code where nobody waits for them
     */
    public Node(
            String name, int workers, GridStore store, LongSupplier nowMillis, BiConsumer<String, Throwable> trouble) {
        this(name, workers, store, nowMillis, trouble, () -> null);
    }

    /**
     * A node that does not always take work.
     *
     * @param refusal asked before each exchange that would take leases: why it is not to, for people, or {@code null}. While there is a
     *     reason only reports are exchanged, and it is asked again a quarter of a second later at the latest. Called by any thread of
     *     the node; must return at once
     */
    public Node(
            String name,
            int workers,
            GridStore store,
            LongSupplier nowMillis,
            BiConsumer<String, Throwable> trouble,
            Supplier<@Nullable String> refusal) {
        this(name, workers, store, nowMillis, trouble, refusal, GRACE);
    }

    Node(
            String name,
            int workers,
            GridStore store,
            LongSupplier nowMillis,
            BiConsumer<String, Throwable> trouble,
            Duration grace) {
        this(name, workers, store, nowMillis, trouble, () -> null, grace);
    }

    private Node(
            String name,
            int workers,
            GridStore store,
            LongSupplier nowMillis,
            BiConsumer<String, Throwable> trouble,
            Supplier<@Nullable String> refusal,
            Duration grace) {
        this.name = name;
        this.store = store;
        this.nowMillis = nowMillis;
        this.trouble = trouble;
        this.grace = grace;
        gate = new Gate(refusal);
        board = new Board(name, workers, scope -> store.quota(scope, name));
        crew = new Crew(workers, new Place());
        timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "timer"));
        timer.setRemoveOnCancelPolicy(true);
        talker = daemon(this::talk, "talker");
    }

    private Thread daemon(Runnable task, String role) {
        Thread thread = new Thread(task, "workgrid-" + name + "-" + role);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes up work. */
    public void start() {
        watches.add(store.onWork(this::hasWork));
        watches.add(store.onScopeEnd(this::leavePool));
        crew.atLeast(crew.size());
        talker.start();
    }

    /** The node's name. */
    public String name() {
        return name;
    }

    /** The node now. */
    public NodeView view() {
        return new NodeView(name, crew.size(), board.busy(), board.draining(), null, Map.of(), gate.refusal(), false);
    }

    /** How many workers run an item now. */
    public int busy() {
        return board.busy();
    }

    /** How long its exchanges with ledgers took. */
    public ExchangeTimes exchangeTimes() {
        return exchangeTimes;
    }

    /** Whether the node takes no more leases and is about to leave. */
    public boolean draining() {
        return board.draining();
    }

    /** Why the node takes no leases now, or {@code null}. */
    public @Nullable String refusal() {
        return gate.refusal();
    }

    /**
     * Takes no more leases from now on, for good, and waits until what the node holds has ended: items that run go on to their end, what
     * has not begun goes back. May be called again, to wait on.
     *
     * @return true when the node holds nothing and every report has its answer; false if that took longer, or the thread was
     *     interrupted. Who closes the node then leaves it to the ledgers to settle what still ran, as lost
     */
    public boolean drain(Duration timeout) {
        board.drain().forEach(job -> job.stop(Reply.Stop.SOON)); // on this node: a chunk ends after the item that runs
        try {
            return board.awaitDrained(Nanos.of(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void hasWork(JobId id) {
        if (!board.touch(id) && !board.draining()) {
            RunningJob job;
            try {
                JobRecord record = store.record(id);
                if (!store.admits(record)) {
                    fail(id, JobPhase.FAILED, "not signed with this grid's key");
                    return;
                }
                job = new RunningJob(record, store, codes);
            } catch (NoSuchJobException | GridClosedException e) {
                return;
            } catch (RefusedException | UnreachableException e) { // the store, for now
                later(() -> hasWork(id), Duration.ofMillis(REST_MILLIS));
                return;
            } catch (LostException e) {
                fail(id, JobPhase.LOST, String.valueOf(e.getMessage()));
                return;
            } catch (RuntimeException | LinkageError e) { // the user's jars
                fail(id, JobPhase.FAILED, "node " + name + ": " + ThrownText.of(e));
                return;
            }
            if (!board.add(job)) {
                job.close();
            } else if (job.record().deadlineMillis() > 0) {
                atDeadline(job);
            }
        }
    }

    /** What breaks because the node ends is no fault of the job: others go on with it. */
    private void fail(JobId id, JobPhase as, String reason) {
        if (board.closed()) {
            return;
        }
        try {
            store.stop(id, Reply.Stop.NOW, as, reason);
        } catch (NoSuchJobException e) {
            // nobody is interested any more
        }
    }

    /** The ledger judges by the clock, which the timer does not know: so it is asked until the clock says so too. */
    private void atDeadline(RunningJob job) {
        long left = job.record().deadlineMillis() - nowMillis.getAsLong();
        if (left <= 0) {
            board.touch(job.record().id());
        } else {
            later(() -> atDeadline(job), Duration.ofMillis(left));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void later(Runnable task, Duration delay) {
        try {
            timer.schedule(task, Nanos.of(delay), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the node closes, and ends everything anyway
        }
    }

    private void talk() {
        try {
            while (!board.closed()) {
                Board.Talk talk = board.awaitTalk(nowMillis.getAsLong(), gate.refusal() != null, LONGEST_NAP_MILLIS);
                if (talk != null) {
                    exchange(talk);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node closes
        }
    }

    private void exchange(Board.Talk talk) {
        Desk desk = talk.desk();
        Reply reply;
        long start = System.nanoTime();
        try {
            reply = store.exchange(desk.job.job.record().id(), desk.shard, talk.exchange());
        } catch (NoSuchJobException e) {
            reply = new Reply(talk.exchange().seq(), List.of(), List.of(), Reply.Stop.NOW, true, 0, Long.MAX_VALUE);
        } catch (RuntimeException | Error e) { // the store; it may have taken the exchange in all the same
            board.failed(talk, nowMillis.getAsLong() + REST_MILLIS);
            trouble.accept("an exchange with job " + desk.job.job.record().id(), e);
            return;
        }
        long took = System.nanoTime() - start;
        exchangeTimes.add(took);
        RunningJob over = board.answered(desk, reply, took);
        if (reply.stop() != Reply.Stop.NONE) {
            stop(desk.job.job, reply.stop());
        }
        if (over != null) {
            leave(over.record().id().text(), over::close);
        }
    }

    /** Ends what runs of a job, and looks again until nothing does: an item may begin just as we look. */
    private void stop(RunningJob job, Reply.Stop how) {
        job.stop(how);
        board.giveBack(job);
        if (how != Reply.Stop.NOW) {
            return;
        }
        for (WorkerThread worker : crew.all()) {
            WorkerThread.Stuck told = worker.cancel(job);
            if (told != null) {
                later(() -> worker.abandon(told), grace);
            }
        }
        if (board.stopsOnce(job)) {
            later(() -> stopAgain(job), grace);
        }
    }

    private void stopAgain(RunningJob job) {
        board.stopsAgain(job);
        stop(job, Reply.Stop.NOW);
    }

    private void leavePool(String scope, Runnable left) {
        leave(scope, () -> {
            try {
                codes.ended(scope, true);
            } finally {
                left.run();
            }
        });
    }

    /** The pool may have been forgotten by a program that died; if it was not, its next call begins it anew here. */
    private void leaveIdle(String scope) {
        leave(scope, () -> codes.ended(scope, false));
    }

    /** Tells the workers that hold something of a job or pool that has ended to leave it. */
    private void leave(String id, Runnable left) {
        AtomicInteger waiting = new AtomicInteger(1);
        Runnable one = () -> {
            if (waiting.decrementAndGet() == 0) {
                try {
                    left.run();
                } catch (RuntimeException e) {
                    trouble.accept("leaving " + id, e);
                }
            }
        };
        for (WorkerThread worker : board.holders()) {
            if (worker.holds(id)) {
                waiting.incrementAndGet();
                if (!board.leave(worker, new Workplace.Leaving(id, one))) {
                    one.run();
                }
            }
        }
        one.run();
    }

    /** Ends the node: what runs is interrupted, and its workers are awaited for a grace. */
    @Override
    public void close() {
        watches.forEach(GridStore.Watch::close);
        board.close();
        timer.shutdownNow();
        talker.interrupt();
        crew.close(grace);
        board.jobs().forEach(RunningJob::close);
        codes.close();
    }

    /** The side of the node that its workers see. */
    private final class Place implements Workplace {
        @Override
        public String name() {
            return name;
        }

        @Override
        public @Nullable Order next(WorkerThread worker) throws InterruptedException {
            while (true) {
                Board.Step step;
                try {
                    step = board.next(worker, nowMillis.getAsLong(), gate.refusal() != null);
                } catch (InterruptedException e) {
                    if (board.closed()) {
                        throw e;
                    }
                    continue; // meant for an item that is over, by a thread that its task started
                }
                if (step == null) {
                    continue; // time has passed
                }
                if (step.talk() == null) {
                    return step.order();
                }
                exchange(step.talk());
            }
        }

        @Override
        public void finished(Chunk chunk, List<Exchange.Report> reports, boolean comesBack) {
            board.finished(chunk, reports, comesBack);
        }

        @Override
        public void broken(RunningJob job, String reason, Throwable cause) {
            fail(job.record().id(), JobPhase.FAILED, reason);
        }

        @Override
        public void replace(WorkerThread worker, boolean stuck) {
            if (stuck) {
                board.gone(worker);
            } else {
                board.wornOut(worker);
            }
            crew.replace(worker);
        }

        @Override
        public void leaving(WorkerThread worker) {
            crew.left(worker);
            if (!board.closed()) {
                crew.atLeast(board.wanted()); // it may have been counted on just now
            }
        }

        @Override
        public void gone(WorkerThread worker) {
            board.gone(worker);
        }

        @Override
        public void blocked(WorkerThread worker, boolean begins) {
            int wanted = board.blocked(worker, begins);
            try {
                crew.atLeast(wanted);
            } catch (RuntimeException | Error e) { // too many, or no memory for another thread
                board.blocked(worker, false);
                throw e;
            }
        }

        @Override
        public void watch(WorkerThread worker, long nanos) {
            later(() -> look(worker), Duration.ofNanos(nanos));
        }

        private void look(WorkerThread worker) {
            WorkerThread.Overdue overdue = worker.overdue(System.nanoTime());
            WorkerThread.Stuck told = overdue.told();
            if (told != null) {
                later(() -> worker.abandon(told), grace);
            }
            if (overdue.lookAgainNanos() >= 0) {
                watch(worker, overdue.lookAgainNanos());
            }
        }

        @Override
        public void trouble(String what, Throwable cause) {
            Node.this.trouble.accept(what, cause);
        }
    }
}
