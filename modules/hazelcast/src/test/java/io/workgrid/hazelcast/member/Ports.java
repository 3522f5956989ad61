package io.workgrid.hazelcast.member;

import io.workgrid.api.NodeOptions;
import io.workgrid.hazelcast.process.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Options for nodes on loopback that meet nobody else's. */
final class Ports {
    private Ports() {}

    /** A node of a grid that no other test has. */
    static NodeOptions alone() {
        return alone(0);
    }

    static NodeOptions alone(int quorum) {
        return new NodeOptions(
                "one",
                1,
                "test-" + UUID.randomUUID(),
                "127.0.0.1",
                FreePort.next(),
                List.of(),
                null,
                Map.of("zone", "b"),
                1,
                quorum,
                85,
                Duration.ofSeconds(5));
    }

    /** Another node of that grid, which knows where the first is. */
    static NodeOptions beside(NodeOptions first, String name) {
        return first.withName(name)
                .withBind("127.0.0.1", FreePort.next())
                .withJoin(List.of("127.0.0.1:" + first.port()));
    }

    /** As before, finding others under a name. */
    static NodeOptions discovering(NodeOptions from, String name) {
        return new NodeOptions(
                from.name() + "-dns",
                1,
                from.cluster(),
                from.bind(),
                from.port(),
                List.of(),
                name,
                Map.of(),
                1,
                0,
                85,
                Duration.ofSeconds(5));
    }
}
