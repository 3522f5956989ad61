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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The jobs in memory that need others: each is decided when it comes and whenever one that it needs has ended. Any thread may call; one at
 * a time decides, so that a long chain that is cancelled costs no deep stack.
 */
final class Dependants {
    private final Function<JobId, @Nullable MemoryJob> jobs;
    private final Map<JobId, MemoryJob> waiting = new ConcurrentHashMap<>();
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
        waiting.put(job.record().id(), job);
        undecided.add(job);
        decide();
    }

    /** A job has ended. */
    void ended(JobId id) {
        waiting.remove(id);
        waiting.values().stream()
                .filter(job -> job.record().needs().contains(id))
                .forEach(undecided::add);
        decide();
    }

    /** The jobs that some job waits for; they must not go. */
    Set<JobId> needed() {
        return waiting.values().stream()
                .flatMap(job -> job.record().needs().stream())
                .collect(Collectors.toSet());
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
                waiting.remove(job.record().id());
                job.release();
            }
            case NEVER -> {
                waiting.remove(job.record().id());
                job.stop(Reply.Stop.NOW, JobPhase.CANCELLED, String.valueOf(decision.reason()));
            }
        }
    }
}
