package io.workgrid.hazelcast.store;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at a shard: the view and when it ended. Changes nothing. {@code null}: there is no such shard. */
final class Look
        implements EntryProcessor<String, ShardEntry, @Nullable ShardLook>, ReadOnly, IdentifiedDataSerializable {
    @Override
    public @Nullable ShardLook process(Map.Entry<String, ShardEntry> entry) {
        ShardEntry shard = entry.getValue();
        return shard == null ? null : new ShardLook(shard.ledger().view(), shard.endedMillis());
    }

    @Override
    public @Nullable EntryProcessor<String, ShardEntry, @Nullable ShardLook> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.LOOK;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {}

    @Override
    public void readData(ObjectDataInput in) throws IOException {}
}
