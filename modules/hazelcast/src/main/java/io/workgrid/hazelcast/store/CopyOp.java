package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries a request out on a copy, as the owner did. A copy that missed one before removes itself. */
final class CopyOp<R> implements EntryProcessor<String, CellEntry, @Nullable R>, IdentifiedDataSerializable {
    private @Nullable CellOp<R> request;
    private long before;
    private long nowMillis;

    CopyOp() {}

    /**
     * A request.
     *
     * @param before the version of the cell that it was carried out on
     * @param nowMillis when
     */
    CopyOp(CellOp<R> request, long before, long nowMillis) {
        this.request = request;
        this.before = before;
        this.nowMillis = nowMillis;
    }

    @Override
    @SuppressWarnings("NullAway") // to set null is to remove
    public @Nullable R process(Map.Entry<String, CellEntry> entry) {
        CellEntry copy = entry.getValue();
        if (copy == null || copy.cell().version() < before) {
            entry.setValue(null);
        } else if (copy.cell().version() == before) {
            Objects.requireNonNull(request).apply(copy.cell(), nowMillis);
            entry.setValue(copy);
        }
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
        return StoreFactory.COPY_OP;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeObject(request);
        out.writeLong(before);
        out.writeLong(nowMillis);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        request = in.readObject();
        before = in.readLong();
        nowMillis = in.readLong();
    }
}
