package io.workgrid.engine.node;

import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.NodeView;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.worker.Chunk;
import io.workgrid.engine.worker.RunningJob;
import io.workgrid.engine.worker.WorkerThread;
import io.workgrid.engine.worker.Workplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A node: a pool of workers that pull chunks from the ledgers of all running jobs. Any thread may call.
 *
 * <p>Two kinds of threads: the workers, and one that talks to the ledgers when no worker is free to do it. A worker with nothing to do
 * talks itself, which saves two changes of thread for each chunk.
 */
public final class Node implements AutoCloseable {
    /** How long an item may go on after it was told to end; longer than a child process needs to be ended in its turn. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final long LONGEST_NAP_MILLIS = 10_000;

    private final String name;
    private final GridStore store;
    private final LongSupplier nowMillis;
    private final Board board;
    private final Crew crew;
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
        this.name = name;
        this.store = store;
        this.nowMillis = nowMillis;
        board = new Board(name, workers);
        crew = new Crew(workers, new Place(trouble));
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
        watches.add(store.onScopeEnd(this::leave));
        crew.atLeast(crew.size());
        talker.start();
    }

    /** The node's name. */
    public String name() {
        return name;
    }

    /** The node now. */
    public NodeView view() {
        return new NodeView(name, crew.size(), board.busy(), false);
    }

    private void hasWork(JobId id) {
        if (!board.touch(id)) {
            RunningJob job;
            try {
                job = new RunningJob(store.record(id), store);
            } catch (NoSuchJobException e) {
                return;
            } catch (RuntimeException e) {
                store.stop(id, Reply.Stop.NOW, JobPhase.FAILED, "node " + name + ": " + e.getMessage());
                return;
            }
            Duration deadline = job.record().options().deadline();
            if (board.add(job) && deadline != null) {
                long left = job.record().createdMillis() + deadline.toMillis() - nowMillis.getAsLong();
                later(() -> board.touch(id), Duration.ofMillis(Math.max(0, left) + 1));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void later(Runnable task, Duration delay) {
        try {
            timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the node closes, and ends everything anyway
        }
    }

    private void talk() {
        try {
            while (!board.closed()) {
                Board.Talk talk = board.awaitTalk(nowMillis.getAsLong(), LONGEST_NAP_MILLIS);
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
            reply = new Reply(talk.exchange().seq(), List.of(), List.of(), Reply.Stop.NOW, true, Long.MAX_VALUE);
        }
        RunningJob over = board.answered(desk, reply, System.nanoTime() - start);
        if (reply.stop() != Reply.Stop.NONE) {
            stop(desk.job.job, reply.stop());
        }
        if (over != null) {
            leave(over.record().id().text(), over::close);
        }
    }

    /** Ends what runs of a job, and looks again until nothing does: an item may begin just as we look. */
    private void stop(RunningJob job, Reply.Stop how) {
        board.giveBack(job);
        boolean running = false;
        for (WorkerThread worker : crew.all()) {
            WorkerThread.Stuck told = worker.stop(job, how);
            if (told != null) {
                later(() -> worker.abandon(told), GRACE);
            }
            running |= worker.runs(job);
        }
        if (running && how == Reply.Stop.NOW && board.stopsOnce(job)) {
            later(() -> stopAgain(job), GRACE);
        }
    }

    private void stopAgain(RunningJob job) {
        board.stopsAgain(job);
        stop(job, Reply.Stop.NOW);
    }

    /** Tells the workers to leave a job or pool that has ended. */
    private void leave(String id, Runnable left) {
        List<WorkerThread> all = crew.all();
        AtomicInteger waiting = new AtomicInteger(all.size() + 1);
        Runnable one = () -> {
            if (waiting.decrementAndGet() == 0) {
                left.run();
            }
        };
        for (WorkerThread worker : all) {
            if (!board.leave(worker, new Workplace.Leaving(id, one))) {
                one.run();
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
        crew.close(GRACE);
        board.jobs().forEach(RunningJob::close);
    }

    /** The side of the node that its workers see. */
    private final class Place implements Workplace {
        private final BiConsumer<String, Throwable> trouble;

        Place(BiConsumer<String, Throwable> trouble) {
            this.trouble = trouble;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public @Nullable Order next(WorkerThread worker) throws InterruptedException {
            while (true) {
                Board.Step step = board.next(worker, nowMillis.getAsLong());
                if (step.talk() == null) {
                    if (step.order() == null) {
                        crew.left(worker);
                    }
                    return step.order();
                }
                exchange(step.talk());
            }
        }

        @Override
        public void finished(Chunk chunk, Exchange.Report report) {
            board.finished(chunk, report);
        }

        @Override
        public void broken(RunningJob job, String reason, Throwable cause) {
            store.stop(job.record().id(), Reply.Stop.NOW, JobPhase.FAILED, reason);
        }

        @Override
        public void replace(WorkerThread worker) {
            board.replaced(worker);
            crew.replace(worker);
        }

        @Override
        public void blocked(boolean begins) {
            crew.atLeast(board.blocked(begins));
        }

        @Override
        public void watch(WorkerThread worker, long nanos) {
            later(() -> look(worker), Duration.ofNanos(nanos));
        }

        private void look(WorkerThread worker) {
            WorkerThread.Overdue overdue = worker.overdue(System.nanoTime());
            WorkerThread.Stuck told = overdue.told();
            if (told != null) {
                later(() -> worker.abandon(told), GRACE);
            }
            if (overdue.lookAgainNanos() >= 0) {
                watch(worker, overdue.lookAgainNanos());
            }
        }

        @Override
        public void trouble(String what, Throwable cause) {
            trouble.accept(what, cause);
        }
    }
}
