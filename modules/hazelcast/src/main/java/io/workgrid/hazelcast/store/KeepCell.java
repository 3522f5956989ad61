package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets a copy of a cell to what the owner has. */
final class KeepCell<R> implements EntryProcessor<String, CellEntry, @Nullable R>, IdentifiedDataSerializable {
    private byte[] cell = {};

    KeepCell() {}

    KeepCell(byte[] cell) {
        this.cell = cell;
    }

    @Override
    public @Nullable R process(Map.Entry<String, CellEntry> entry) {
        entry.setValue(CellEntry.ofBytes(cell));
        return null;
    }

    @Override
    public @Nullable EntryProcessor<String, CellEntry, @Nullable R> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.KEEP_CELL;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByteArray(cell);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        cell = Values.bytes(in);
    }
}
