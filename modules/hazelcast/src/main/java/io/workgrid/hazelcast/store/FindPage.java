package io.workgrid.hazelcast.store;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the page begins that has an item: {@value #SETTLED} if the item has an outcome and it was asked for one that has none, {@value #UNKNOWN} if
 * there is no such page; {@code null}: there is no such shard. Changes nothing.
 */
final class FindPage
        implements EntryProcessor<String, ShardEntry, @Nullable Long>, ReadOnly, IdentifiedDataSerializable {
    static final long SETTLED = -1;
    static final long UNKNOWN = -2;

    private long index;
    private boolean kept;

    FindPage() {}

    private FindPage(long index, boolean kept) {
        this.index = index;
        this.kept = kept;
    }

    /** Of an item that is to be run. */
    static FindPage of(long index) {
        return new FindPage(index, false);
    }

    /** Of an item that has an outcome. */
    static FindPage kept(long index) {
        return new FindPage(index, true);
    }

    @Override
    public @Nullable Long process(Map.Entry<String, ShardEntry> entry) {
        ShardEntry shard = entry.getValue();
        if (shard == null) {
            return null;
        }
        if (!kept && shard.ledger().view().settled().contains(index)) {
            return SETTLED;
        }
        long page = shard.pageOf(index);
        return page < 0 ? UNKNOWN : page;
    }

    @Override
    public @Nullable EntryProcessor<String, ShardEntry, @Nullable Long> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.FIND_PAGE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(index);
        out.writeBoolean(kept);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        index = in.readLong();
        kept = in.readBoolean();
    }
}
