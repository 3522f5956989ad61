package io.workgrid.engine.node;

import io.workgrid.api.JobId;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.Appetite;
import io.workgrid.core.limit.Turn;
import io.workgrid.engine.worker.Chunk;
import io.workgrid.engine.worker.RunningJob;
import io.workgrid.engine.worker.WorkerThread;
import io.workgrid.engine.worker.Workplace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of a node meet: who is idle, what is queued, which ledger is to be talked to next. One lock; nothing is called out
 * to while it is held.
 */
final class Board {
    private final String node;
    private final int workers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forWorkers = lock.newCondition();
    private final Condition forTalker = lock.newCondition();
    private final Map<JobId, Ongoing> jobs = new LinkedHashMap<>();
    private final Deque<Chunk> queue = new ArrayDeque<>();
    private final Map<WorkerThread, List<Workplace.Leaving>> mail = new HashMap<>();
    private long arrivals;
    private int idle;
    private int busy;
    private int blocked;
    private int threads;
    private long exchangeNanos;
    private boolean closed;

    Board(String node, int workers) {
        this.node = node;
        this.workers = workers;
    }

    /** An exchange to be made now, by whoever got it. */
    record Talk(Desk desk, Exchange exchange) {}

    /** What a worker is to do: an exchange, an order, or (neither) end. */
    record Step(@Nullable Talk talk, Workplace.@Nullable Order order) {}

    /** There may be news of a job; false if it is not known here. */
    boolean touch(JobId id) {
        lock.lock();
        try {
            Ongoing job = jobs.get(id);
            if (job != null) {
                job.desks.forEach(Desk::touch);
                wakeOne();
            }
            return job != null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes up a job; false if it was known. */
    boolean add(RunningJob job) {
        lock.lock();
        try {
            if (closed || jobs.containsKey(job.record().id())) {
                return false;
            }
            jobs.put(job.record().id(), new Ongoing(job, arrivals++));
            wakeOne();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** An idle worker talks and then runs what it got; only if there is none, the talker does. */
    private void wakeOne() {
        if (idle > 0) {
            forWorkers.signal();
        } else {
            forTalker.signal();
        }
    }

    /** For the talker: the next exchange, or {@code null} after a nap. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    @Nullable
    Talk awaitTalk(long nowMillis, long longestNapMillis) throws InterruptedException {
        lock.lock();
        try {
            Talk talk = nextTalk(nowMillis, idle);
            if (talk == null && !closed) {
                long ready = jobs.values().stream()
                        .flatMap(job -> job.desks.stream())
                        .mapToLong(Desk::readyAtMillis)
                        .min()
                        .orElse(Long.MAX_VALUE);
                long nap = Math.min(longestNapMillis, Math.max(1, ready - nowMillis));
                forTalker.awaitNanos(
                        TimeUnit.MILLISECONDS.toNanos(nap)); // why it ended does not matter: the caller looks again
            }
            return talk;
        } finally {
            lock.unlock();
        }
    }

    /** For a worker: what to do next. Waits. */
    Step next(WorkerThread worker, long nowMillis) throws InterruptedException {
        lock.lock();
        try {
            mail.computeIfAbsent(worker, created -> {
                threads++;
                return new ArrayList<>();
            });
            while (true) {
                Step step = step(worker, nowMillis);
                if (step != null) {
                    return step;
                }
                idle++;
                try {
                    forWorkers.await();
                } finally {
                    idle--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Step step(WorkerThread worker, long nowMillis) {
        if (closed || (worker.number() >= workers && threads > workers + blocked)) {
            ended(worker);
            return new Step(null, null);
        }
        List<Workplace.Leaving> leaving = mail.get(worker);
        if (leaving != null && !leaving.isEmpty()) {
            Step leave = new Step(null, new Workplace.Order.Leave(List.copyOf(leaving)));
            leaving.clear();
            return leave;
        }
        Chunk chunk = queue.poll();
        if (chunk != null) {
            busy++;
            if (jobs.values().stream().anyMatch(job -> job.desks.stream().anyMatch(Desk::mustTalk))) {
                forTalker.signal();
            }
            return new Step(null, new Workplace.Order.Run(chunk));
        }
        Talk talk = nextTalk(nowMillis, idle + 1);
        return talk == null ? null : new Step(talk, null);
    }

    /** The worker's thread ends, or must not be counted on any more. */
    private void ended(WorkerThread worker) {
        List<Workplace.Leaving> unread = mail.remove(worker);
        if (unread != null) {
            threads--;
            unread.forEach(each -> each.left().run());
        }
    }

    void replaced(WorkerThread worker) {
        lock.lock();
        try {
            ended(worker);
        } finally {
            lock.unlock();
        }
    }

    /** The exchange that is most due, if any makes sense with that many workers free. */
    private @Nullable Talk nextTalk(long nowMillis, int free) {
        Desk first = null;
        Turn firstTurn = null;
        Desk must = null;
        int asked = 0;
        for (Ongoing job : jobs.values()) {
            for (Desk desk : job.desks) {
                desk.time(nowMillis);
                asked += desk.asked();
                if (desk.mayAsk()) {
                    Turn turn = job.turn(desk);
                    if (firstTurn == null || turn.compareTo(firstTurn) < 0) {
                        first = desk;
                        firstTurn = turn;
                    }
                }
                if (must == null && desk.mustTalk()) {
                    must = desk;
                }
            }
        }
        if (first != null) {
            int wanted = Appetite.leases(
                    free,
                    queue.size() + asked,
                    workers,
                    first.chunkNanos(),
                    exchangeNanos,
                    first.job.job.record().options().effect());
            if (wanted > 0) {
                return new Talk(first, first.talk(node, wanted, workers));
            }
        }
        return must == null ? null : new Talk(must, must.talk(node, 0, workers));
    }

    /** Takes in an answer; the job if that was its end. */
    @Nullable
    RunningJob answered(Desk desk, Reply reply, long nanos) {
        lock.lock();
        try {
            exchangeNanos = nanos;
            desk.answered(reply);
            for (Reply.Lease lease : reply.leases()) {
                queue.add(new Chunk(desk.job.job, desk.shard, lease));
                forWorkers.signal();
            }
            wakeOne();
            if (desk.ended()
                    && desk.job.over()
                    && jobs.remove(desk.job.job.record().id(), desk.job)) {
                return desk.job.job;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** A chunk that a worker ran has ended. */
    void finished(Chunk chunk, Exchange.Report report) {
        lock.lock();
        try {
            busy--;
            report(chunk, report);
            if (!queue.isEmpty() || !(Thread.currentThread() instanceof WorkerThread)) {
                forTalker.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void report(Chunk chunk, Exchange.Report report) {
        Ongoing job = jobs.get(chunk.job().record().id());
        if (job != null && job.job == chunk.job()) {
            job.desks.get(chunk.shard()).add(report);
        }
    }

    /** Gives back what is queued of a job. */
    void giveBack(RunningJob job) {
        lock.lock();
        try {
            List<Chunk> back =
                    queue.stream().filter(chunk -> chunk.job() == job).toList();
            queue.removeAll(back);
            back.forEach(chunk -> report(chunk, chunk.released()));
            if (!back.isEmpty()) {
                wakeOne();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the caller is the one to look after the stop of a job. */
    boolean stopsOnce(RunningJob job) {
        lock.lock();
        try {
            Ongoing ongoing = jobs.get(job.record().id());
            boolean first = ongoing != null && !ongoing.stopping;
            if (ongoing != null) {
                ongoing.stopping = true;
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    void stopsAgain(RunningJob job) {
        lock.lock();
        try {
            Ongoing ongoing = jobs.get(job.record().id());
            if (ongoing != null) {
                ongoing.stopping = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts a leaving into a worker's mail; false if the worker is gone. */
    boolean leave(WorkerThread worker, Workplace.Leaving leaving) {
        lock.lock();
        try {
            List<Workplace.Leaving> box = closed ? null : mail.get(worker);
            if (box != null) {
                box.add(leaving);
                forWorkers.signalAll();
            }
            return box != null;
        } finally {
            lock.unlock();
        }
    }

    /** A worker begins or ends to wait for work it gave out; how many threads there should be. */
    int blocked(boolean begins) {
        lock.lock();
        try {
            blocked += begins ? 1 : -1;
            if (!begins) {
                forWorkers.signalAll(); // one worker too many: let it find out
            }
            return workers + blocked;
        } finally {
            lock.unlock();
        }
    }

    int busy() {
        lock.lock();
        try {
            return busy;
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The jobs that are not over. */
    List<RunningJob> jobs() {
        lock.lock();
        try {
            return jobs.values().stream().map(job -> job.job).toList();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            forWorkers.signalAll();
            forTalker.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
