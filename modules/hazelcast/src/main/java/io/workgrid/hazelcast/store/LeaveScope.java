package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Tells a member's workers to leave a pool; whether they have. To be asked again until they have. */
final class LeaveScope implements Callable<Boolean>, IdentifiedDataSerializable, HazelcastInstanceAware {
    /** Long enough for most finalizers, short enough not to keep others from being heard. */
    private static final long LONGEST_MILLIS = 100;

    private String scope = "";
    private @Nullable HazelcastInstance here;

    LeaveScope() {}

    LeaveScope(String scope) {
        this.scope = scope;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        here = instance;
    }

    @Override
    public Boolean call() {
        return Hub.of(Objects.requireNonNull(here)).leave(scope, LONGEST_MILLIS);
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.LEAVE_SCOPE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(scope);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        scope = Values.text(in);
    }
}
