package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a cell looks, as bytes. */
final class ViewCell implements EntryProcessor<String, CellEntry, byte @Nullable []>, IdentifiedDataSerializable {

    @Override
    public byte @Nullable [] process(Map.Entry<String, CellEntry> entry) {
        CellEntry there = entry.getValue();
        return there == null ? null : there.cell().view().toBytes();
    }

    @Override
    public @Nullable EntryProcessor<String, CellEntry, byte @Nullable []> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.VIEW_CELL;
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
