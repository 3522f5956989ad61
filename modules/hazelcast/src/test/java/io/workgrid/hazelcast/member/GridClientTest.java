package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.UnreachableException;
import io.workgrid.api.view.NodeView;
import io.workgrid.hazelcast.process.FreePort;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridClientTest {
    private static ConnectOptions to(NodeOptions node) {
        return ConnectOptions.to("127.0.0.1:" + node.port()).withCluster(node.cluster());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientSeesTheNodesAndLeavesThemBe(boolean oneMember) throws Exception {
        NodeOptions first = Ports.alone();
        ConnectOptions options = oneMember ? to(first).throughOneMember() : to(first);
        try (GridMember one = GridMember.start(first);
                GridMember two = GridMember.start(Ports.beside(first, "two"))) {
            try (GridClient client = GridClient.connect(options)) {
                List<NodeView> nodes = client.grid().nodes();
                assertThat(nodes).extracting(NodeView::name).containsExactly(one.name(), two.name());
                assertThat(nodes).extracting(NodeView::busy).containsOnly(0);
                client.nodes().drain(two.name());
                two.awaitLeft();
            }
            assertThat(one.instance().getLifecycleService().isRunning()).isTrue();
        }
    }

    @Test
    void eachAddressHasItsReason() throws Exception {
        NodeOptions first = Ports.alone();
        int closed = FreePort.next();
        try (GridMember one = GridMember.start(first);
                ServerSocket mute = new ServerSocket(0)) {
            String node = one.address();
            ConnectOptions options = ConnectOptions.to(
                            node, "nowhere.invalid:7", "127.0.0.1:" + closed, "127.0.0.1:" + mute.getLocalPort())
                    .withCluster("another")
                    .withTimeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> GridClient.connect(options))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageStartingWith("no node of the grid \"another\" answers: ")
                    .hasMessageContaining(node + ": a node is there, but its grid is not called \"another\"")
                    .hasMessageContaining("nowhere.invalid:7: unknown host")
                    .hasMessageContaining("127.0.0.1:" + closed + ": connection refused")
                    .hasMessageContaining(
                            "127.0.0.1:" + mute.getLocalPort() + ": something is there that is not a node");
        }
    }

    @Test
    void connectingEndsInTime() {
        long start = System.nanoTime();
        ConnectOptions options =
                ConnectOptions.to("127.0.0.1:" + FreePort.next()).withTimeout(Duration.ofSeconds(1));
        assertThatThrownBy(() -> GridClient.connect(options)).isInstanceOf(UnreachableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
}
