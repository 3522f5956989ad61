package io.workgrid.core.job;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A job as its shards are together. Pure.
 *
 * <p>Its phase, while shards live: STOPPING if any stops or was stopped, else PAUSED if any that lives is, else RUNNING. Once all have
 * ended: LOST if any was, else FAILED, else CANCELLED, else FINISHED. Its reason is that of the first shard that says one and makes the
 * phase what it is.
 */
public final class JobFold {
    private JobFold() {}

    /**
     * What does not change in a job.
     *
     * @param id its id
     * @param name its name for people
     * @param task its task's name
     * @param createdMillis when it was submitted, ms since the epoch
     * @param labels what was written on it
     * @param needs the ids of the jobs it needs
     */
    public record Told(
            String id, String name, String task, long createdMillis, Map<String, String> labels, List<String> needs) {
        public Told {
            labels = Map.copyOf(labels);
            needs = List.copyOf(needs);
        }
    }

    /**
     * The view of the job.
     *
     * @param job what was said of it at submit
     * @param endedMillis when it ended; not shown while it has not
     * @param shards all of them, in order
     */
    public static JobView fold(Told job, long endedMillis, List<LedgerView> shards) {
        JobPhase phase = phase(shards);
        Map<String, Long> counters = new HashMap<>();
        shards.forEach(
                shard -> shard.counters().forEach((counter, value) -> counters.merge(counter, value, Long::sum)));
        return new JobView(
                job.id(),
                job.name(),
                job.task(),
                phase,
                reason(phase, shards),
                sum(shards, shard -> shard.end() - shard.first()),
                shards.stream().allMatch(LedgerView::sealed),
                sum(shards, LedgerView::leased),
                count(shards, Outcome.DONE),
                count(shards, Outcome.FAILED),
                count(shards, Outcome.UNKNOWN),
                count(shards, Outcome.CANCELLED),
                sum(shards, LedgerView::retried),
                job.createdMillis(),
                phase.ended() ? endedMillis : 0,
                counters,
                job.labels(),
                shards.get(0).parallelism(),
                shards.get(0).priority(),
                job.needs());
    }

    private static JobPhase phase(List<LedgerView> shards) {
        Set<JobPhase> phases = EnumSet.noneOf(JobPhase.class);
        shards.forEach(shard -> phases.add(shard.phase()));
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a job has at least one shard");
        }
        boolean ended = phases.stream().allMatch(JobPhase::ended);
        if (ended) {
            return firstOf(phases, List.of(JobPhase.LOST, JobPhase.FAILED, JobPhase.CANCELLED, JobPhase.FINISHED));
        }
        return phases.stream().anyMatch(JobFold::stops)
                ? JobPhase.STOPPING
                : firstOf(phases, List.of(JobPhase.PAUSED, JobPhase.RUNNING));
    }

    private static boolean stops(JobPhase phase) {
        return switch (phase) {
            case STOPPING, CANCELLED, FAILED, LOST -> true;
            case RUNNING, PAUSED, FINISHED -> false;
        };
    }

    private static JobPhase firstOf(Collection<JobPhase> there, List<JobPhase> order) {
        return order.stream().filter(there::contains).findFirst().orElseThrow();
    }

    private static @Nullable String reason(JobPhase phase, List<LedgerView> shards) {
        return shards.stream()
                .filter(shard -> phase == JobPhase.STOPPING ? stops(shard.phase()) : shard.phase() == phase)
                .map(LedgerView::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static long count(List<LedgerView> shards, Outcome outcome) {
        return sum(shards, shard -> shard.counts().getOrDefault(outcome, 0L));
    }

    private static long sum(List<LedgerView> shards, ToLongFunction<LedgerView> number) {
        return shards.stream().mapToLong(number).sum();
    }
}
