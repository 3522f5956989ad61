package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets a copy to what the owner has. */
final class KeepShard<R> implements EntryProcessor<String, ShardEntry, @Nullable R>, IdentifiedDataSerializable {
    private @Nullable ShardEntry shard;

    KeepShard() {}

    KeepShard(ShardEntry shard) {
        this.shard = shard;
    }

    @Override
    public @Nullable R process(Map.Entry<String, ShardEntry> entry) {
        entry.setValue(shard);
        return null;
    }

    @Override
    public @Nullable EntryProcessor<String, ShardEntry, @Nullable R> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.KEEP_SHARD;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeObject(shard);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        shard = in.readObject();
    }
}
