package io.workgrid.core.job;

import java.time.Duration;
import java.util.List;

/**
 * How long ended jobs are kept.
 *
 * @param mostJobs the most ended jobs
 * @param longest the longest time after the end
 * @param mostBytes the most bytes of results of ended jobs
 */
public record Retention(int mostJobs, Duration longest, long mostBytes) {

    /** 1,000 jobs, an hour, 256 MiB. */
    public static final Retention DEFAULT = new Retention(1_000, Duration.ofHours(1), 256L * 1024 * 1024);

    /**
     * An ended job.
     *
     * @param endedMillis when it ended, ms since the epoch
     * @param bytes what its results take
     */
    public record Kept(long endedMillis, long bytes) {}

    /** How many of the jobs that ended first are to go. */
    public int overdue(List<Kept> oldestFirst, long nowMillis) {
        long bytes = oldestFirst.stream().mapToLong(Kept::bytes).sum();
        int left = oldestFirst.size();
        for (Kept job : oldestFirst) {
            boolean keep = left <= mostJobs && bytes <= mostBytes && nowMillis - job.endedMillis <= longest.toMillis();
            if (keep) {
                break;
            }
            bytes -= job.bytes;
            left--;
        }
        return oldestFirst.size() - left;
    }
}
