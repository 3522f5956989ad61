package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.query.Predicate;
import io.workgrid.api.JobId;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** What belongs to some jobs, by its key. */
final class OfJobs implements Predicate<String, Object>, IdentifiedDataSerializable {
    private Set<String> jobs = Set.of();

    OfJobs() {}

    OfJobs(Set<String> jobs) {
        this.jobs = jobs;
    }

    /** What belongs to one job, of whatever a map holds. */
    static <V> Predicate<String, V> only(JobId job) {
        return among(Set.of(job.text()));
    }

    /** What belongs to any of these jobs, of whatever a map holds. */
    @SuppressWarnings("unchecked") // it looks at keys alone
    static <V> Predicate<String, V> among(Set<String> jobs) {
        return (Predicate<String, V>) (Predicate<String, ?>) new OfJobs(jobs);
    }

    @Override
    public boolean apply(Map.Entry<String, Object> entry) {
        return jobs.contains(Keys.job(entry.getKey()));
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.OF_JOBS;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        Values.texts(out, jobs);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        jobs = Set.copyOf(Values.texts(in));
    }
}
