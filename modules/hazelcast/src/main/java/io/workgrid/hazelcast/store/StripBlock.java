package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.History;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of a block are not needed any more; what happened to its items is kept. Of blocks of plain successes past the items that
 * a record names, only some are kept, fewer the further on: they serve as a sample of what ran when.
 */
final class StripBlock implements EntryProcessor<String, ResultBlock, Boolean>, IdentifiedDataSerializable {
    private static final byte[] NOTHING = new byte[0];

    @Override
    public Boolean process(Map.Entry<String, ResultBlock> entry) {
        ResultBlock block = entry.getValue();
        if (block != null) {
            entry.setValue(kept(block.head()) ? new ResultBlock(block.head(), NOTHING) : null);
        }
        return true;
    }

    private static boolean kept(ResultBlock.Head head) {
        if (head.first() < History.MOST_ITEMS || !head.allDone()) {
            return true;
        }
        long spread = (head.first() * 0x9E3779B97F4A7C15L) >>> 1;
        return spread % (head.first() / History.MOST_ITEMS + 1) == 0;
    }

    @Override
    public @Nullable EntryProcessor<String, ResultBlock, Boolean> getBackupProcessor() {
        return this;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.STRIP_BLOCK;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {}

    @Override
    public void readData(ObjectDataInput in) throws IOException {}
}
