package io.workgrid.hazelcast.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Feed;
import io.workgrid.hazelcast.process.JavaProcess;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.hazelcast.process.NodeProcess;
import io.workgrid.hazelcast.process.NodeProcess.Seen;
import io.workgrid.hazelcast.process.Truth;
import io.workgrid.hazelcast.process.Wait;
import io.workgrid.hazelcast.process.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that breaks so that the smaller side is the one that goes on, here by the quorum that its node was given; in a long outage it
 * may be because it lost nodes since. Hazelcast by itself would discard it when the network is mended.
 */
@ExtendWith(Logs.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmallerSideTest {
    private static final Duration END = Duration.ofSeconds(120);

    @TempDir
    private Path dir;

    @Test
    void sideThatWentOnKeepsItsWork() {
        try (Network network = Network.of(1, 2);
                Cluster cluster = Cluster.empty(1, 2, 0)) {
            NodeProcess goesOn = cluster.beginOn(network.on(1), network.address(1), 1);
            goesOn.awaitReady();
            for (int machine = 2; machine <= 3; machine++) {
                cluster.beginOn(network.on(machine), network.address(machine), 3)
                        .awaitReady();
            }
            cluster.awaitSize();
            Feed feed = Feed.atLeast(1_000);
            try (Grid grid = cluster.connect()) {
                JobHandle<Integer> job =
                        grid.submit(Work.marked(feed, Duration.ofMillis(5), dir.resolve("job"), Effect.IDEMPOTENT));
                cluster.awaitSafe();
                network.split();
                List<NodeProcess> others = cluster.alive().subList(1, 3);
                Wait.until(
                        "the larger side says why it takes nothing",
                        END,
                        () -> others.stream()
                                .allMatch(node -> node.nodes().size() == 2
                                        && node.nodes().stream()
                                                .noneMatch(seen -> seen.note().isEmpty())));
                long done = job.view().done();
                Wait.until("the smaller side goes on", END, () -> job.view().done() > done + 500);
                network.heal();
                Wait.until(
                        "all are one grid again and take leases",
                        JavaProcess.PATIENCE,
                        () -> cluster.alive().stream()
                                .allMatch(node -> node.nodes().size() == 3
                                        && node.nodes().stream()
                                                .allMatch(seen -> seen.note().isEmpty())));
                assertThat(goesOn.nodes())
                        .extracting(Seen::node)
                        .contains(goesOn.node())
                        .doesNotContainAnyElementsOf(
                                others.stream().map(NodeProcess::node).toList());
                feed.enough();
                cluster.awaitEnd(job, END);
                Truth.allDone(job, feed.given());
            }
        }
    }
}
