package io.workgrid.engine.node;

import io.workgrid.api.JobId;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.Appetite;
import io.workgrid.core.limit.SecondLook;
import io.workgrid.core.split.Joining;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.engine.worker.Chunk;
import io.workgrid.engine.worker.RunningJob;
import io.workgrid.engine.worker.WorkerThread;
import io.workgrid.engine.worker.Workplace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
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
    private final Condition forDrained = lock.newCondition();
    private final Map<JobId, Ongoing> jobs = new LinkedHashMap<>();
    private final Deque<Chunk> queue = new ArrayDeque<>();
    private final Agenda agenda;
    private final Roster roster;

    private long arrivals;
    private int idle;
    private int busy;
    private long exchangeNanos;
    private long talkerWakesAtMillis;
    /** The talker naps for longer than a second look may wait. */
    private boolean talkerSleeps;

    private long lookedAgainMillis;
    /** When a worker last took something up, or something came when nothing waited. */
    private long turnMillis;

    /** The last time somebody said what time it is. */
    private long seenMillis;

    private boolean draining;
    private boolean closed;

    Board(String node, int workers, ToIntFunction<JobRecord.Scope> quota) {
        agenda = new Agenda(quota);
        this.node = node;
        this.workers = workers;
        roster = new Roster(workers);
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
                agenda.touch(job);
                wakeOne();
            }
            return job != null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes up a job; false if it was known, or the node takes nothing any more. */
    boolean add(RunningJob job) {
        lock.lock();
        try {
            if (closed || draining || jobs.containsKey(job.record().id())) {
                return false;
            }
            JobRecord record = job.record();
            int first = SecondLook.firstShard(
                    node, record.id().text(), record.shards().count());
            Ongoing ongoing = new Ongoing(job, arrivals++, first);
            jobs.put(job.record().id(), ongoing);
            agenda.add(ongoing);
            giveBack(this::waitsOnlyAlone); // or it would take the new one's turn
            wakeOne();
            if (talkerSleeps) {
                forTalker.signal(); // from now on there is something to look at again
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean waitsOnlyAlone(Chunk chunk) {
        Desk desk = desk(chunk);
        return desk != null && Appetite.waitsOnlyAlone(desk.chunkNanos());
    }

    /** An idle worker talks and then runs what it got; only if there is none, the talker does. */
    private void wakeOne() {
        if (idle > 0) {
            forWorkers.signal();
        } else {
            forTalker.signal();
        }
    }

    /**
     * For the talker: the next exchange, or {@code null} after a nap.
     *
     * @param refused whether no leases are to be asked for now
     */
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    @Nullable
    Talk awaitTalk(long nowMillis, boolean refused, long longestNapMillis) throws InterruptedException {
        lock.lock();
        try {
            lookAgain(nowMillis);
            giveBackIfStuck(nowMillis);
            Talk talk = nextTalk(nowMillis, refused, idle);
            if (talk == null && !closed) {
                long longest = Math.min(longestNapMillis, longestNapMillis(refused));
                long nap = Math.min(longest, Math.max(1, agenda.wakesAtMillis() - nowMillis));
                talkerWakesAtMillis = nowMillis + nap;
                talkerSleeps = nap > SecondLook.EVERY_MILLIS;
                // why it ended does not matter: the caller looks again
                forTalker.awaitNanos(TimeUnit.MILLISECONDS.toNanos(nap));
                talkerWakesAtMillis = 0;
                talkerSleeps = false;
            }
            return talk;
        } finally {
            lock.unlock();
        }
    }

    private long longestNapMillis(boolean refused) {
        if (!queue.isEmpty()) {
            return Appetite.PATIENCE_MILLIS;
        }
        if (refused) {
            return Gate.AGAIN_MILLIS;
        }
        return jobs.isEmpty() ? Long.MAX_VALUE : SecondLook.EVERY_MILLIS;
    }

    /** Every worker is in something that takes long: what waits behind it, others may run now. */
    private void giveBackIfStuck(long nowMillis) {
        if (idle == 0 && !queue.isEmpty() && Appetite.stuck(nowMillis - turnMillis)) {
            giveBack(chunk -> true);
        }
    }

    private void lookAgain(long nowMillis) {
        long since = nowMillis - lookedAgainMillis;
        if (since < 0 || since >= SecondLook.EVERY_MILLIS) { // below 0: the clock was set back
            lookedAgainMillis = nowMillis;
            agenda.lookAgain(SecondLook.ledgers(idle, agenda.silent()));
        }
    }

    /**
     * For a worker: what to do next, or {@code null} after a wait: then the caller looks again.
     *
     * @param refused whether no leases are to be asked for now
     */
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    @Nullable
    Step next(WorkerThread worker, long nowMillis, boolean refused) throws InterruptedException {
        lock.lock();
        try {
            roster.enter(worker);
            Step step = step(worker, nowMillis, refused);
            if (step == null) {
                idle++;
                try {
                    forWorkers.await();
                } finally {
                    idle--;
                }
            }
            return step;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Step step(WorkerThread worker, long nowMillis, boolean refused) {
        if (closed || roster.tooMany(worker)) {
            roster.takesNoMore(worker);
            passOn();
            return new Step(null, null);
        }
        List<Workplace.Leaving> leaving = roster.read(worker);
        if (leaving != null) {
            passOn();
            return new Step(null, new Workplace.Order.Leave(leaving));
        }
        if (!queue.isEmpty()) {
            busy++;
            turnMillis = nowMillis;
            Chunk chunk = nextChunk();
            if (agenda.mustTalk()) {
                forTalker.signal();
            }
            return new Step(null, new Workplace.Order.Run(chunk));
        }
        Talk talk = nextTalk(nowMillis, refused, idle + 1);
        if (refused && talkerWakesAtMillis > nowMillis + Gate.AGAIN_MILLIS) {
            forTalker.signal(); // it did not know, and is the one that looks again
        }
        return talk == null ? null : new Step(talk, null);
    }

    /** What a worker is to run next: very short chunks that follow one another are run as one. */
    private Chunk nextChunk() {
        Chunk first = queue.remove();
        Desk desk = desk(first);
        int most = desk == null ? 1 : Joining.leases(queue.size() + 1, workers, desk.chunkNanos(), desk.proven());
        Chunk next = queue.peek();
        if (most == 1 || next == null || !first.continuedBy(next)) {
            return first;
        }
        List<Chunk> chunks = new ArrayList<>();
        chunks.add(first);
        Chunk last = first;
        while (chunks.size() < most && next != null && last.continuedBy(next)) {
            last = queue.remove();
            chunks.add(last);
            next = queue.peek();
        }
        return Chunk.joined(chunks);
    }

    /** The desk of a chunk's ledger; {@code null} if the job is over. */
    private @Nullable Desk desk(Chunk chunk) {
        Ongoing job = jobs.get(chunk.job().record().id());
        return job != null && job.job == chunk.job() ? job.desks.get(chunk.shard()) : null;
    }

    /** A worker that was woken does something else: what it was woken for must not be lost. */
    private void passOn() {
        if (!queue.isEmpty()) {
            forWorkers.signal();
        }
        if (agenda.mustTalk()) {
            forTalker.signal();
        }
    }

    /** The worker takes no more work, but still holds what it will leave in good order. */
    void wornOut(WorkerThread worker) {
        lock.lock();
        try {
            roster.takesNoMore(worker);
        } finally {
            lock.unlock();
        }
    }

    /** The worker holds nothing any more, or must not be counted on. */
    void gone(WorkerThread worker) {
        List<Workplace.Leaving> unread;
        lock.lock();
        try {
            unread = roster.gone(worker);
        } finally {
            lock.unlock();
        }
        unread.forEach(each -> each.left().run());
    }

    /** The exchange that is most due, if any makes sense with that many workers free. */
    private @Nullable Talk nextTalk(long nowMillis, boolean refused, int free) {
        seenMillis = nowMillis;
        agenda.time(nowMillis);
        Desk first = draining || refused ? null : agenda.asker();
        if (first != null) {
            boolean stuck = free == 0 && Appetite.stuck(nowMillis - turnMillis);
            int appetite = Appetite.leases(
                    free,
                    queue.size() + agenda.asked(),
                    workers,
                    stuck ? 0 : first.chunkNanos(),
                    exchangeNanos,
                    jobs.size() == 1 && first.job.mayJoin,
                    first.job.job.record().options().effect(),
                    Joining.ahead(first.job.job.record().options(), first.proven()));
            int wanted = Math.min(appetite, agenda.room(first.job));
            if (wanted > 0) {
                return new Talk(first, agenda.talk(first, node, wanted, workers));
            }
        }
        Desk teller = agenda.teller();
        return teller == null ? null : new Talk(teller, agenda.talk(teller, node, 0, workers));
    }

    /** The exchange brought no answer: it is made again, after a rest. */
    void failed(Talk talk, long restUntilMillis) {
        lock.lock();
        try {
            agenda.failed(talk.desk(), talk.exchange(), restUntilMillis);
            wakeTalkerInTime();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody but the talker knows what time it is. */
    private void wakeTalkerInTime() {
        if (agenda.wakesAtMillis() < talkerWakesAtMillis) {
            forTalker.signal();
        }
    }

    /** Takes in an answer; the job if that was its end. */
    @Nullable
    RunningJob answered(Desk desk, Reply reply, long nanos) {
        lock.lock();
        try {
            exchangeNanos = nanos;
            agenda.answered(desk, reply);
            wakeTalkerInTime();
            for (Reply.Lease lease : reply.leases()) {
                take(desk, new Chunk(desk.job.job, desk.shard, lease));
            }
            wakeOne();
            tellIfDrained();
            if (desk.ended()
                    && desk.job.over()
                    && jobs.remove(desk.job.job.record().id(), desk.job)) {
                agenda.remove(desk.job);
                tellIfDrained();
                return desk.job.job;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void take(Desk desk, Chunk chunk) {
        if (draining) {
            agenda.add(desk, chunk.released()); // it was asked for before
        } else {
            turnMillis = queue.isEmpty() ? seenMillis : turnMillis;
            queue.add(chunk);
            forWorkers.signal();
        }
    }

    /** A chunk that a worker ran has ended; unless that worker comes back at once and sends the report, somebody else has to. */
    void finished(Chunk chunk, List<Exchange.Report> reports, boolean comesBack) {
        lock.lock();
        try {
            busy--;
            report(chunk, reports);
            giveBackIfTooMuch(chunk);
            tellIfDrained();
            if (!comesBack) {
                wakeOne();
            } else if (!queue.isEmpty()) {
                forTalker.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void report(Chunk chunk, List<Exchange.Report> reports) {
        Desk desk = desk(chunk);
        if (desk != null) {
            agenda.add(desk, reports);
        }
    }

    /** Chunks turned out to take long: what waits behind them here, others may run now. */
    private void giveBackIfTooMuch(Chunk chunk) {
        Desk desk = desk(chunk);
        if (desk != null && Appetite.tooMuch(queue.size(), workers, desk.chunkNanos())) {
            giveBack(each -> each.job() == chunk.job() && each.shard() == chunk.shard());
        }
    }

    /** Gives back what is queued of a job. */
    void giveBack(RunningJob job) {
        lock.lock();
        try {
            giveBack(chunk -> chunk.job() == job);
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Predicate<Chunk> which) {
        List<Chunk> back = queue.stream().filter(which).toList();
        queue.removeIf(which);
        back.forEach(chunk -> report(chunk, chunk.released()));
        if (!back.isEmpty()) {
            wakeOne();
        }
    }

    /** From now on nothing is asked for, and what is queued goes back; the jobs that are known. */
    List<RunningJob> drain() {
        lock.lock();
        try {
            draining = true;
            giveBack(chunk -> true);
            return jobs();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a node that drains holds nothing and every report of it has its answer; false if it does not come in time. */
    boolean awaitDrained(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!drained() && !closed && left > 0) {
                left = forDrained.awaitNanos(left);
            }
            return drained();
        } finally {
            lock.unlock();
        }
    }

    private boolean drained() {
        return draining && busy == 0 && queue.isEmpty() && agenda.settled();
    }

    private void tellIfDrained() {
        if (drained()) {
            forDrained.signalAll();
        }
    }

    /** Whether nothing is asked for any more. */
    boolean draining() {
        lock.lock();
        try {
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something of the job runs, and the caller is the one to look after its stop. */
    boolean stopsOnce(RunningJob job) {
        lock.lock();
        try {
            Ongoing ongoing = jobs.get(job.record().id());
            if (ongoing == null || ongoing.held() == 0 || ongoing.stopping) {
                return false;
            }
            ongoing.stopping = true;
            return true;
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

    /** Every thread that may hold something of a job. */
    List<WorkerThread> holders() {
        lock.lock();
        try {
            return roster.holders();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a leaving into a worker's mail; false if it is not to be waited for. */
    boolean leave(WorkerThread worker, Workplace.Leaving leaving) {
        lock.lock();
        try {
            boolean now = roster.post(worker, leaving);
            forWorkers.signalAll();
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** A worker begins or ends to wait for work it gave out; how many threads there should be. */
    int blocked(WorkerThread worker, boolean begins) {
        List<Workplace.Leaving> unread = List.of();
        int wanted;
        lock.lock();
        try {
            if (begins) {
                unread = roster.waits(worker);
            } else {
                roster.waited(worker);
                forWorkers.signalAll(); // one worker too many: let it find out
            }
            wanted = roster.wanted();
        } finally {
            lock.unlock();
        }
        unread.forEach(each -> each.left().run());
        return wanted;
    }

    /** How many threads there should be. */
    int wanted() {
        lock.lock();
        try {
            return roster.wanted();
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
        List<Workplace.Leaving> unread;
        lock.lock();
        try {
            closed = true;
            unread = roster.close();
            forWorkers.signalAll();
            forTalker.signalAll();
            forDrained.signalAll();
        } finally {
            lock.unlock();
        }
        unread.forEach(each -> each.left().run());
    }
}
