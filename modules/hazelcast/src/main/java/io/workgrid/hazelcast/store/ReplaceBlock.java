package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.engine.page.ResultBlock;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a block where one may be: a newer fence replaces, an older one is refused. Whether it is there then. */
final class ReplaceBlock implements EntryProcessor<String, ResultBlock, Boolean>, IdentifiedDataSerializable {
    private @Nullable ResultBlock block;

    ReplaceBlock() {}

    ReplaceBlock(ResultBlock block) {
        this.block = block;
    }

    @Override
    public Boolean process(Map.Entry<String, ResultBlock> entry) {
        ResultBlock mine = Objects.requireNonNull(block);
        ResultBlock there = entry.getValue();
        if (there != null && there.head().fence() > mine.head().fence()) {
            return false;
        }
        entry.setValue(mine);
        return true;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.REPLACE_BLOCK;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeObject(block);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        block = in.readObject();
    }
}
