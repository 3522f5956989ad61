package io.workgrid.containers;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.workgrid.testkit.container.GridNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/** Harm to the network of a node, done from a container beside it that shares its network. What is done stays until {@link #heal}. */
final class Faults {
    private static final Duration MOST = Duration.ofSeconds(30);

    private Faults() {}

    /** Nothing comes in from these nodes any more; what goes out still does. */
    static void deafTo(GridNode node, Collection<GridNode> others) {
        StringBuilder rules = new StringBuilder();
        for (GridNode other : others) {
            rules.append("iptables -A INPUT -s ").append(other.address()).append(" -j DROP; ");
        }
        run(node, rules.toString());
    }

    /** Nothing goes either way between these nodes and those. */
    static void cut(Collection<GridNode> these, Collection<GridNode> those) {
        for (GridNode node : these) {
            StringBuilder rules = new StringBuilder();
            for (GridNode other : those) {
                rules.append("iptables -A INPUT -s ").append(other.address()).append(" -j DROP; ");
                rules.append("iptables -A OUTPUT -d ").append(other.address()).append(" -j DROP; ");
            }
            run(node, rules.toString());
        }
    }

    /** One packet of twenty is lost on its way in, and no more than 4 Mbit a second go out. */
    static void slowAndLossy(GridNode node) {
        run(
                node,
                "iptables -A INPUT -i eth0 -m statistic --mode random --probability 0.05 -j DROP;"
                        + " tc qdisc add dev eth0 root tbf rate 4mbit burst 16kb latency 400ms");
    }

    /** All is well again. */
    static void heal(GridNode node) {
        run(node, "iptables -F; tc qdisc del dev eth0 root 2> /dev/null || true");
    }

    private static void run(GridNode node, String script) {
        try (GenericContainer<?> tools = new GenericContainer<>(DockerImageName.parse(Images.FAULTS))
                .withImagePullPolicy(image -> false)
                .withNetworkMode("container:" + node.containerId())
                .withCreateContainerCmdModifier(command -> {
                    HostConfig host = Objects.requireNonNull(command.getHostConfig());
                    host.withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW);
                })
                .withCommand("sh", "-ec", script)
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(MOST))) {
            tools.start();
        }
    }
}
