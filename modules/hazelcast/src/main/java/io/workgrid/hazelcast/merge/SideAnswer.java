package io.workgrid.hazelcast.merge;

import com.hazelcast.cluster.Address;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.core.quorum.Side;
import io.workgrid.core.quorum.Side.Kept;
import io.workgrid.hazelcast.wire.QuorumWire;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a node says of its side: how it is, or who is the oldest there and should be asked. Immutable once it was made or read. */
final class SideAnswer implements IdentifiedDataSerializable {
    /** The node leaves the question to Hazelcast. */
    static final SideAnswer UNABLE = new SideAnswer();

    private static final int TYPE = 2;

    private @Nullable Address oldest;
    private @Nullable Side side;

    SideAnswer() {}

    private SideAnswer(@Nullable Address oldest, @Nullable Side side) {
        this.oldest = oldest;
        this.side = side;
    }

    /** Of the oldest node of a side. */
    static SideAnswer of(Side side) {
        return new SideAnswer(null, side);
    }

    /** Of another node. */
    static SideAnswer ask(Address oldest) {
        return new SideAnswer(oldest, null);
    }

    @Nullable
    Address oldest() {
        return oldest;
    }

    @Nullable
    Side side() {
        return side;
    }

    @Override
    public int getFactoryId() {
        return AskSide.FACTORY;
    }

    @Override
    public int getClassId() {
        return TYPE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeObject(oldest);
        out.writeBoolean(side != null);
        if (side != null) {
            QuorumWire.write(out, side.quorum());
            Values.constant(out, side.kept());
            out.writeString(side.grid());
        }
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        oldest = in.readObject();
        if (in.readBoolean()) {
            side = new Side(QuorumWire.read(in), Values.constant(in, Kept.values()), Values.text(in));
        }
    }
}
