package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.core.shared.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes a cell; the answer says whom to wake, {@code null} that there was none. */
final class RemoveCell implements EntryProcessor<String, CellEntry, @Nullable Answer>, IdentifiedDataSerializable {

    @Override
    @SuppressWarnings("NullAway") // to set null is to remove
    public @Nullable Answer process(Map.Entry<String, CellEntry> entry) {
        CellEntry there = entry.getValue();
        if (there == null) {
            return null;
        }
        Answer answer = Answer.DONE.with(there.cell().removed(System.currentTimeMillis()));
        entry.setValue(null);
        return answer;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.REMOVE_CELL;
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
