package io.workgrid.hazelcast.member;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.core.quorum.Peer;
import io.workgrid.core.quorum.Quorum;
import io.workgrid.hazelcast.wire.QuorumWire;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a node is, and what it knows of the others. Immutable once it was written or read. */
final class Report implements IdentifiedDataSerializable {
    static final int TYPE = 2;
    /** Of a member whose node is not up yet. */
    static final Report STARTING = new Report(0, false, "starts", true, Quorum.begin(0));

    private int busy;
    private boolean draining;
    private @Nullable String note;
    private boolean copying;
    private boolean learned;
    private Set<Peer> known = new LinkedHashSet<>();
    private Set<String> gone = new LinkedHashSet<>();

    Report() {}

    Report(int busy, boolean draining, @Nullable String note, boolean copying, Quorum quorum) {
        this.busy = busy;
        this.draining = draining;
        this.note = note;
        this.copying = copying;
        learned = quorum.learned();
        known = quorum.known();
        gone = quorum.gone();
    }

    int busy() {
        return busy;
    }

    boolean draining() {
        return draining;
    }

    @Nullable
    String note() {
        return note;
    }

    boolean copying() {
        return copying;
    }

    /** Whether the node knows who was there before it, so that others may learn from it. */
    boolean learned() {
        return learned;
    }

    Set<Peer> known() {
        return known;
    }

    Set<String> gone() {
        return gone;
    }

    @Override
    public int getFactoryId() {
        return Request.FACTORY;
    }

    @Override
    public int getClassId() {
        return TYPE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeInt(busy);
        out.writeBoolean(draining);
        out.writeString(note);
        out.writeBoolean(copying);
        out.writeBoolean(learned);
        QuorumWire.peers(out, known);
        Values.texts(out, gone);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        busy = in.readInt();
        draining = in.readBoolean();
        note = in.readString();
        copying = in.readBoolean();
        learned = in.readBoolean();
        known = QuorumWire.peers(in);
        gone = Set.copyOf(Values.texts(in));
    }
}
