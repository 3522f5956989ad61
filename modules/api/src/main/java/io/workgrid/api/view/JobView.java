package io.workgrid.api.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment. The numbers are of one look: {@code done + failed + unknown + cancelled <= items}, equal once the job has
 * ended.
 *
 * @param id the job's id
 * @param name the name given at submit, or the task's
 * @param task the task's name, or the class it came from
 * @param phase where it is in its life
 * @param reason why it stopped, failed or is paused; {@code null} when there is nothing to say
 * @param items how many items were added so far
 * @param sealed whether all items were added
 * @param running items in leases held by nodes now; up to a chunk per worker may still wait on its node
 * @param done items by outcome
 * @param failed items by outcome
 * @param unknown items by outcome
 * @param cancelled items by outcome
 * @param retried attempts that failed or were lost and were tried again
 * @param createdMillis ms since the epoch
 * @param endedMillis ms since the epoch, 0 while it runs
 * @param counters job counters, exact: the sum over accepted {@link Outcome#DONE} items
 * @param labels what was written on it at submit
 * @param parallelism the most chunks that are held at once, now; 0: no limit
 * @param priority its priority now
 * @param needs the ids of the jobs that it needs
 */
public record JobView(
        String id,
        String name,
        String task,
        JobPhase phase,
        @Nullable String reason,
        long items,
        boolean sealed,
        long running,
        long done,
        long failed,
        long unknown,
        long cancelled,
        long retried,
        long createdMillis,
        long endedMillis,
        Map<String, Long> counters,
        Map<String, String> labels,
        int parallelism,
        int priority,
        List<String> needs) {

    public JobView {
        counters = Map.copyOf(counters);
        labels = Map.copyOf(labels);
        needs = List.copyOf(needs);
    }

    /** A job without labels, limit, priority and needs. */
    public JobView(
            String id,
            String name,
            String task,
            JobPhase phase,
            @Nullable String reason,
            long items,
            boolean sealed,
            long running,
            long done,
            long failed,
            long unknown,
            long cancelled,
            long retried,
            long createdMillis,
            long endedMillis,
            Map<String, Long> counters) {
        this(
                id,
                name,
                task,
                phase,
                reason,
                items,
                sealed,
                running,
                done,
                failed,
                unknown,
                cancelled,
                retried,
                createdMillis,
                endedMillis,
                counters,
                Map.of(),
                0,
                0,
                List.of());
    }

    /** Items that have an outcome. */
    public long settled() {
        return done + failed + unknown + cancelled;
    }
}
