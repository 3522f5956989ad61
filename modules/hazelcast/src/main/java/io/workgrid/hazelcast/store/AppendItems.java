package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;

/** Items of a page may be leased, or no more will come. Again changes nothing. */
final class AppendItems extends ShardOp<Boolean> {
    private static final long NO_PAGE = -1;

    private long page;
    private long end;
    private boolean seal;
    private int bytes;

    AppendItems() {}

    private AppendItems(long page, int bytes, long end, boolean seal) {
        this.bytes = bytes;
        this.page = page;
        this.end = end;
        this.seal = seal;
    }

    /**
     * Items up to an end that stand in a page.
     *
     * @param page where the page begins
     * @param bytes how many the page has
     * @param full whether the shard has all its items then
     */
    static AppendItems of(long page, int bytes, long end, boolean full) {
        return new AppendItems(page, bytes, end, full);
    }

    /** No more items. */
    static AppendItems seal() {
        return new AppendItems(NO_PAGE, 0, 0, true);
    }

    @Override
    Boolean apply(ShardEntry shard, long nowMillis) {
        if (page != NO_PAGE && end > shard.ledger().view().end()) {
            shard.ledger().append(end);
            if (!shard.ledger().view().phase().ended()) {
                shard.addPage(page, bytes);
            }
        }
        if (seal) {
            shard.ledger().seal();
        }
        return true;
    }

    @Override
    public int getClassId() {
        return StoreFactory.APPEND_ITEMS;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(page);
        out.writeLong(end);
        out.writeBoolean(seal);
        out.writeInt(bytes);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        page = in.readLong();
        end = in.readLong();
        seal = in.readBoolean();
        bytes = in.readInt();
    }
}
