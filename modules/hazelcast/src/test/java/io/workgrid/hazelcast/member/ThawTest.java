package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.ClusterState;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ThawTest {
    @Test
    void whatAMergeLeftFrozenGoesOnAfterAWhile() {
        AtomicLong now = new AtomicLong();
        try (GridMember member = GridMember.start(Ports.alone())) {
            Cluster cluster = member.instance().getCluster();
            member.grid().manager().counter("hits").add(1); // the state cannot be changed before there are partitions
            Thaw thaw = new Thaw(cluster, now::get);
            thaw.look();
            now.addAndGet(Thaw.PATIENCE_NANOS);
            cluster.changeClusterState(ClusterState.FROZEN);
            thaw.look();
            now.addAndGet(Thaw.PATIENCE_NANOS - 1);
            thaw.look();
            assertThat(cluster.getClusterState()).isEqualTo(ClusterState.FROZEN);
            now.addAndGet(1);
            thaw.look();
            assertThat(cluster.getClusterState()).isEqualTo(ClusterState.ACTIVE);
        }
    }
}
