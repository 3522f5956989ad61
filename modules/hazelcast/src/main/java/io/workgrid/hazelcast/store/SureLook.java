package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a shard as {@link Look} does, and what it answers stays true when the owner dies: the copies are sent what was seen before it is
 * told. Who reads results needs that: what died with an owner comes about again in other blocks, and half of one may have been read. Changes
 * nothing, so nobody is told of a change.
 */
final class SureLook implements EntryProcessor<String, ShardEntry, @Nullable ShardLook>, IdentifiedDataSerializable {
    private transient @Nullable ShardEntry seen;

    @Override
    public @Nullable ShardLook process(Map.Entry<String, ShardEntry> entry) {
        ShardEntry shard = entry.getValue();
        if (shard == null) {
            return null;
        }
        seen = shard.copy();
        return new ShardLook(shard.ledger().view(), shard.endedMillis());
    }

    @Override
    public @Nullable EntryProcessor<String, ShardEntry, @Nullable ShardLook> getBackupProcessor() {
        return seen == null ? null : new KeepShard<>(seen);
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.SURE_LOOK;
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
