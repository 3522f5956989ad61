package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import io.workgrid.api.ConnectOptions;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.RefusedException;
import io.workgrid.core.quorum.Quorum;
import io.workgrid.hazelcast.key.KeyedMembers;
import io.workgrid.hazelcast.process.TestKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes and programs of versions that do not understand each other. */
class WireTest {
    private static HazelcastInstance another(NodeOptions options) {
        var config = MemberConfig.of(options, 1, Neighbours.of(options), new Sight(options.quorum()), "99");
        return KeyedMembers.start(config, options.key(), joining -> Wire.fault("99", joining), () -> Quorum.begin(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nodeDoesNotJoinAndSaysWhy(boolean keyed) {
        NodeOptions first = keyed ? Ports.alone().withKey(TestKey.KEY) : Ports.alone();
        HazelcastInstance other = another(first);
        try {
            NodeOptions second = Ports.beside(first, "two");
            assertThatThrownBy(() -> GridMember.start(second))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(
                            "node two speaks wire version 1, and the grid 99: start it from the release that the other nodes"
                                    + " run; or stop them all, and start all from its own");
            assertThat(other.getCluster().getMembers()).hasSize(1);
        } finally {
            other.shutdown();
        }
    }

    @Test
    void programDoesNotConnectAndSaysWhy() {
        NodeOptions first = Ports.alone();
        HazelcastInstance other = another(first);
        try {
            ConnectOptions options =
                    ConnectOptions.to("127.0.0.1:" + first.port()).withCluster(first.cluster());
            assertThatThrownBy(() -> GridClient.connect(options))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(
                            "the grid speaks wire version 99, and this program 1: use the release of Workgrid that the nodes run");
        } finally {
            other.shutdown();
        }
    }
}
