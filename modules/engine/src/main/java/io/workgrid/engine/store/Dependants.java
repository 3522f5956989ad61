package io.workgrid.engine.store;

import io.workgrid.api.JobId;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.core.job.Needs;
import io.workgrid.core.ledger.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The jobs in memory that need others: each is decided when it comes and whenever one that it needs has ended. Any thread may call; one at
 * a time decides, so that a long chain that is cancelled costs no deep stack.
 */
final class Dependants {
    private final Function<JobId, @Nullable MemoryJob> jobs;
    /** Those that wait, by each that they wait for. */
    private final Map<JobId, Set<MemoryJob>> waiting = new ConcurrentHashMap<>();

    private final Queue<MemoryJob> undecided = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * None yet.
     *
     * @param jobs finds a job; {@code null}: it is not there
     */
    Dependants(Function<JobId, @Nullable MemoryJob> jobs) {
        this.jobs = jobs;
    }

    /** A job came that needs others. */
    void add(MemoryJob job) {
        for (JobId need : job.record().needs()) {
            waiting.compute(need, (id, before) -> {
                Set<MemoryJob> all = before == null ? ConcurrentHashMap.newKeySet() : before;
                all.add(job);
                return all;
            });
        }
        undecided.add(job);
        decide();
    }

    /** A job has ended. */
    void ended(MemoryJob job) {
        waitsNoMore(job);
        Set<MemoryJob> others = waiting.get(job.record().id());
        if (others != null) {
            undecided.addAll(others);
            decide();
        }
    }

    private void waitsNoMore(MemoryJob job) {
        for (JobId need : job.record().needs()) {
            waiting.computeIfPresent(need, (id, all) -> all.remove(job) && all.isEmpty() ? null : all);
        }
    }

    /** Whether some job waits for it: then it must not go. */
    boolean needs(JobId id) {
        return waiting.containsKey(id);
    }

    private void decide() {
        if (asked.getAndIncrement() > 0) {
            return; // whoever is at it looks again
        }
        int seen = 1;
        do {
            MemoryJob job = undecided.poll();
            while (job != null) {
                decide(job);
                job = undecided.poll();
            }
            seen = asked.addAndGet(-seen);
        } while (seen > 0);
    }

    private void decide(MemoryJob job) {
        Map<String, JobView> needed = new HashMap<>();
        for (JobId id : job.record().needs()) {
            MemoryJob other = jobs.apply(id);
            if (other != null) {
                needed.put(id.text(), other.view());
            }
        }
        Needs decision = Needs.of(job.record().needed(), needed);
        switch (decision.what()) {
            case WAIT -> {}
            case BEGIN -> {
                waitsNoMore(job);
                job.release();
            }
            case NEVER -> {
                waitsNoMore(job);
                job.stop(Reply.Stop.NOW, JobPhase.CANCELLED, String.valueOf(decision.reason()));
            }
        }
    }
}
