package io.workgrid.core.job;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job that needs others may begin. Pure.
 *
 * <table>
 * <caption>a needed job, and what it means for the one that needs it</caption>
 * <tr><td>FINISHED, every item DONE</td><td>nothing to wait for</td></tr>
 * <tr><td>ended otherwise, or no longer there</td><td>never begins</td></tr>
 * <tr><td>else</td><td>waits</td></tr>
 * </table>
 *
 * One that failed decides at once, whatever the others do.
 *
 * @param what it may begin, waits, or will never begin
 * @param reason what it waits for, or why it never begins, for people; {@code null} if it may begin
 */
public record Needs(What what, @Nullable String reason) {
    private static final int MOST_NAMED = 5;

    /** What the job that needs others is to do. */
    public enum What {
        BEGIN,
        WAIT,
        NEVER
    }

    /**
     * Decides.
     *
     * @param needed the jobs as they are now, those that are there
     */
    public static Needs of(List<String> needs, Map<String, JobView> needed) {
        List<String> left = needs.stream().filter(id -> !well(needed.get(id))).toList();
        for (String id : left) {
            JobView job = needed.get(id);
            if (job == null || job.phase().ended()) {
                return new Needs(What.NEVER, "needs " + id + ", which " + fate(job));
            }
        }
        return left.isEmpty() ? new Needs(What.BEGIN, null) : new Needs(What.WAIT, waits(left));
    }

    /** What a job with needs waits for at first. */
    public static @Nullable String waits(List<String> needs) {
        if (needs.isEmpty()) {
            return null;
        }
        int named = Math.min(needs.size(), MOST_NAMED);
        String more = needs.size() > named ? " and " + (needs.size() - named) + " more" : "";
        return "waits for " + String.join(", ", needs.subList(0, named)) + more;
    }

    private static boolean well(@Nullable JobView job) {
        return job != null && job.phase() == JobPhase.FINISHED && job.done() == job.items();
    }

    private static String fate(@Nullable JobView job) {
        if (job == null) {
            return "is no longer kept";
        }
        return switch (job.phase()) {
            case CANCELLED -> "was cancelled";
            case LOST -> "was lost";
            case FINISHED, RUNNING, PAUSED, STOPPING, FAILED -> "failed";
        };
    }
}
