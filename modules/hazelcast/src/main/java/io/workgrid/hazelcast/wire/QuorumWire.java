package io.workgrid.hazelcast.wire;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.core.quorum.Peer;
import io.workgrid.core.quorum.Quorum;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** What nodes know of each other, as bytes. */
public final class QuorumWire {
    private QuorumWire() {}

    /** All that is known, but not since when. */
    public static void write(ObjectDataOutput out, Quorum quorum) throws IOException {
        out.writeInt(quorum.fixed());
        out.writeBoolean(quorum.learned());
        peers(out, quorum.known());
        peers(out, quorum.here());
        Values.texts(out, quorum.gone());
    }

    /** What {@link #write} wrote. */
    public static Quorum read(ObjectDataInput in) throws IOException {
        return new Quorum(in.readInt(), in.readBoolean(), peers(in), peers(in), Set.copyOf(Values.texts(in)), 0);
    }

    /** Nodes. */
    public static void peers(ObjectDataOutput out, Set<Peer> peers) throws IOException {
        out.writeInt(peers.size());
        for (Peer peer : peers) {
            out.writeString(peer.id());
            out.writeString(peer.address());
        }
    }

    /** Nodes. */
    public static Set<Peer> peers(ObjectDataInput in) throws IOException {
        Set<Peer> peers = new LinkedHashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            peers.add(new Peer(Values.text(in), Values.text(in)));
        }
        return peers;
    }
}
