package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.api.JobId;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells a member that there may be something to lease or to stop in a job. One may get lost, or come twice. */
final class Tell implements Runnable, IdentifiedDataSerializable, HazelcastInstanceAware {
    private String job = "";
    private @Nullable HazelcastInstance here;

    Tell() {}

    Tell(JobId job) {
        this.job = job.text();
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        here = instance;
    }

    @Override
    public void run() {
        Hub.of(Objects.requireNonNull(here)).work(new JobId(job));
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.TELL;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(job);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        job = Values.text(in);
    }
}
