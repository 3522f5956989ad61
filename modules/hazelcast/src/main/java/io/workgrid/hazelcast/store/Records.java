package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Job records, which never change: the last {@value #MOST} are kept here. Any thread may use it. */
final class Records {
    private static final int MOST = 2_000;

    private final IMap<String, JobRecord> jobs;
    private final IMap<String, EndedJob> ended;
    private final Calls calls;
    private final Duration longest;
    private final Map<String, JobRecord> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JobRecord> eldest) {
            return size() > MOST;
        }
    });

    Records(IMap<String, JobRecord> jobs, IMap<String, EndedJob> ended, Calls calls, Duration longest) {
        this.jobs = jobs;
        this.ended = ended;
        this.calls = calls;
        this.longest = longest;
    }

    void add(JobRecord job) {
        known.put(job.id().text(), job);
    }

    /**
     * A job's record.
     *
     * @throws NoSuchJobException if there is none, with what is known of why
     */
    JobRecord get(JobId job) {
        JobRecord record = known.get(job.text());
        if (record == null) {
            record = calls.make(longest, () -> jobs.get(job.text()));
            if (record == null) {
                throw gone(job);
            }
            add(record);
        }
        return record;
    }

    /**
     * Something of the job is not there.
     *
     * @throws NoSuchJobException if that is because the job is no longer kept
     */
    void refuseRemoved(JobId job) {
        EndedJob end = calls.make(longest, () -> ended.get(job.text()));
        if (end != null && end.removed() != null) {
            known.remove(job.text());
            throw gone(job);
        }
    }

    private NoSuchJobException gone(JobId job) {
        EndedJob end = calls.make(longest, () -> ended.get(job.text()));
        if (end == null) {
            return new NoSuchJobException("no job " + job + " in this grid; it never was, or is no longer kept");
        }
        return new NoSuchJobException(
                end.removed() == null
                        ? Orphans.reason(job.text())
                        : "job " + job + " is no longer kept: " + end.removed());
    }

    /** All jobs of the grid. */
    List<JobRecord> all() {
        Set<String> ids = calls.make(longest, jobs::keySet);
        known.keySet().retainAll(ids);
        List<JobRecord> all = new ArrayList<>();
        for (String id : ids) {
            try {
                all.add(get(new JobId(id)));
            } catch (NoSuchJobException e) {
                // its time was up while we looked
            }
        }
        return all;
    }
}
