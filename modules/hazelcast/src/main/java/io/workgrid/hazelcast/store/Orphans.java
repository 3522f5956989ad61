package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import io.workgrid.engine.store.JobRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shards without a job: the nodes that held copies of its record are gone, or its submitter was before the record was there. No node
 * can work on them, so they must be ended. For one thread.
 */
final class Orphans {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** A job's shards are there before its record is; who submits gives up after a minute. */
    private static final long SUBMITTED_NANOS = TimeUnit.SECONDS.toNanos(150);

    private final IMap<String, JobRecord> jobs;
    private final Map<String, Long> missingSince = new HashMap<>();
    private long lookedNanos = System.nanoTime();

    Orphans(IMap<String, JobRecord> jobs) {
        this.jobs = jobs;
    }

    static String reason(String job) {
        return "the record of job " + job
                + " is lost: all nodes that held a copy of it are gone, so nobody can work on it";
    }

    /**
     * Which of these shards have had no job for long; not looked up each time.
     *
     * @param begun those that were given items: their job was there once
     */
    List<String> among(Collection<String> shards, Set<String> begun) {
        long now = System.nanoTime();
        if (now - lookedNanos < EVERY_NANOS) {
            return List.of();
        }
        lookedNanos = now;
        Set<String> absent = shards.stream()
                .map(Keys::job)
                .distinct()
                .filter(job -> !jobs.containsKey(job))
                .collect(Collectors.toSet());
        missingSince.keySet().retainAll(absent);
        absent.forEach(job -> missingSince.putIfAbsent(job, now));
        return shards.stream()
                .filter(shard -> now - missingSince.getOrDefault(Keys.job(shard), now)
                        > (begun.contains(shard) ? LONG_NANOS : SUBMITTED_NANOS))
                .toList();
    }
}
