package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.ClusterState;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends what a merge may leave behind. Hazelcast freezes a side before its nodes join the other; where that breaks off half way, as when a
 * node does not hear that it should go, what remains stays frozen: it looks for nobody and lets nobody in, for ever. The oldest node ends
 * that. For one thread.
 */
final class Thaw {
    /** Longer than a merge takes to tell all nodes, 5 s to freeze and 30 s for the telling. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Cluster cluster;
    private final LongSupplier nanos;
    private boolean frozen;
    private long sinceNanos;

    Thaw(Cluster cluster, LongSupplier nanos) {
        this.cluster = cluster;
        this.nanos = nanos;
    }

    /** Looks once; may wait for the other members if there is something to end. */
    void look() {
        boolean now = cluster.getClusterState() == ClusterState.FROZEN;
        if (now && !frozen) {
            sinceNanos = nanos.getAsLong();
        }
        frozen = now;
        boolean oldest = cluster.getMembers().iterator().next().localMember();
        if (frozen && oldest && nanos.getAsLong() - sinceNanos >= PATIENCE_NANOS) {
            System.getLogger("io.workgrid.hazelcast")
                    .log(
                            System.Logger.Level.WARNING,
                            "joining another side of the network broke off half way; looks for it again");
            cluster.changeClusterState(ClusterState.ACTIVE);
            frozen = false;
        }
    }
}
