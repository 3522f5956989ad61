package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Puts a new shard into the map, unless it is there. */
final class OpenShard extends ShardOp<Boolean> {
    private byte[] ledger = new byte[0];
    private String submitter = "";
    private long mostKeptBytes;

    OpenShard() {}

    OpenShard(byte[] ledger, String submitter, long mostKeptBytes) {
        this.mostKeptBytes = mostKeptBytes;
        this.ledger = ledger;
        this.submitter = submitter;
    }

    @Override
    @Nullable
    ShardEntry whenMissing() {
        return new ShardEntry(ledger, submitter, mostKeptBytes);
    }

    @Override
    Boolean apply(ShardEntry shard, long nowMillis) {
        return true;
    }

    @Override
    public int getClassId() {
        return StoreFactory.OPEN_SHARD;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByteArray(ledger);
        out.writeString(submitter);
        out.writeLong(mostKeptBytes);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        ledger = Values.bytes(in);
        submitter = Values.text(in);
        mostKeptBytes = in.readLong();
    }
}
