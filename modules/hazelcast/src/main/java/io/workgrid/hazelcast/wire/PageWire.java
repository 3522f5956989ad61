package io.workgrid.hazelcast.wire;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.page.ResultBlock;
import java.io.IOException;
import java.util.Objects;

/** Items on the way in, results on the way out. */
final class PageWire {
    private PageWire() {}

    static void write(ObjectDataOutput out, ItemPage page) throws IOException {
        out.writeLong(page.first());
        out.writeInt(page.count());
        out.writeBoolean(page.keyed());
        out.writeIntArray(page.starts());
        out.writeByteArray(page.bytes());
    }

    static ItemPage readPage(ObjectDataInput in) throws IOException {
        return new ItemPage(
                in.readLong(),
                in.readInt(),
                in.readBoolean(),
                Objects.requireNonNull(in.readIntArray(), "the starts are missing"),
                Values.bytes(in));
    }

    static void write(ObjectDataOutput out, ResultBlock block) throws IOException {
        write(out, block.head());
        out.writeByteArray(block.values());
    }

    static ResultBlock readBlock(ObjectDataInput in) throws IOException {
        return new ResultBlock(readHead(in), Values.bytes(in));
    }

    static void write(ObjectDataOutput out, ResultBlock.Head head) throws IOException {
        out.writeLong(head.fence());
        out.writeLong(head.first());
        out.writeInt(head.count());
        out.writeInt(head.attempt());
        out.writeString(head.node());
        out.writeInt(head.worker());
        out.writeLong(head.startedMillis());
        out.writeLong(head.ranNanos());
        out.writeBoolean(head.allDone());
        out.writeByteArray(head.items());
    }

    static ResultBlock.Head readHead(ObjectDataInput in) throws IOException {
        return new ResultBlock.Head(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                Values.text(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                Values.bytes(in));
    }
}
