package io.workgrid.hazelcast.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Effect;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.view.JobView;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Feed;
import io.workgrid.hazelcast.process.JavaProcess;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.hazelcast.process.NodeProcess;
import io.workgrid.hazelcast.process.TestKey;
import io.workgrid.hazelcast.process.Truth;
import io.workgrid.hazelcast.process.Wait;
import io.workgrid.hazelcast.process.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that breaks between three nodes and two, and is mended. Two jobs run meanwhile, one of them unsafe, as long as it takes; their
 * client is on the side of the three.
 */
@ExtendWith(Logs.class)
@Timeout(value = 420, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SplitBrainTest {
    private static final Duration END = Duration.ofSeconds(120);
    /** Not seen for about 10 s is gone; a busy machine gets some more. */
    private static final Duration NOTICED = Duration.ofSeconds(40);

    private static final int LEFT = 3;
    private static final int RIGHT = 2;

    @TempDir
    private Path dir;

    private Network network;
    private Cluster cluster;
    private Grid grid;
    private final Feed feed = Feed.atLeast(10_000);
    private final Feed unsafeFeed = Feed.atLeast(1_000);
    private JobHandle<Integer> job;
    private JobHandle<Integer> unsafe;

    @BeforeEach
    void twoJobsRunOnFiveNodes() {
        network = Network.of(LEFT, RIGHT);
        // two copies beside the first: with one, the two that are cut off would have all there is of some shards, and
        // their jobs be LOST
        cluster = Cluster.empty(2, RIGHT, 0);
        for (int machine = 1; machine <= LEFT + RIGHT; machine++) {
            NodeProcess node = cluster.beginOn(network.on(machine), network.address(machine));
            if (machine == 1) {
                node.awaitReady();
            }
        }
        cluster.alive().forEach(NodeProcess::awaitReady);
        cluster.awaitSize();
        grid = cluster.connect();
        job = grid.submit(Work.marked(feed, Duration.ofMillis(5), dir.resolve("job"), Effect.IDEMPOTENT));
        unsafe = grid.submit(Work.marked(unsafeFeed, Duration.ofMillis(20), dir.resolve("unsafe"), Effect.UNSAFE));
        Wait.until(
                "all nodes work at both",
                END,
                () -> nodesIn("job", 0).size() == LEFT + RIGHT
                        && nodesIn("unsafe", 0).size() == LEFT + RIGHT);
        cluster.awaitSafe();
    }

    @AfterEach
    void closeAll() {
        if (grid != null) {
            grid.close();
        }
        if (cluster != null) {
            cluster.close();
        }
        if (network != null) {
            network.close();
        }
    }

    /** The nodes that began an item after the first so many marks in a file. */
    private Set<String> nodesIn(String file, int after) {
        List<String> lines = Truth.lines(dir.resolve(file));
        return lines.subList(after, lines.size()).stream()
                .map(line -> line.split(" ")[1])
                .collect(Collectors.toCollection(HashSet::new));
    }

    private int marks() {
        return Truth.lines(dir.resolve("job")).size();
    }

    private List<NodeProcess> left() {
        return cluster.alive().subList(0, LEFT);
    }

    private List<NodeProcess> right() {
        return cluster.alive().subList(LEFT, LEFT + RIGHT);
    }

    private static boolean saysWhyItTakesNothing(NodeProcess node) {
        return node.nodes().stream()
                .anyMatch(
                        seen -> seen.node().equals(node.node()) && !seen.note().isEmpty());
    }

    private void goesOn(String when) {
        long done = job.view().done();
        long unsafeDone = unsafe.view().done();
        boolean both = Wait.within(
                END, () -> job.view().done() > done + 500 && unsafe.view().done() > unsafeDone + 50);
        if (!both) {
            throw cluster.hangs(
                    "not both jobs go on " + when + " since " + done + " and " + unsafeDone + " were done: "
                            + job.view() + " " + unsafe.view(),
                    null);
        }
    }

    private void wholeAgainAndTrue() {
        Set<String> all = cluster.alive().stream().map(NodeProcess::node).collect(Collectors.toSet());
        Wait.until(
                "all nodes see each other again, and none says why it takes nothing",
                JavaProcess.PATIENCE.multipliedBy(2),
                () -> cluster.alive().stream()
                        .allMatch(node -> node.nodes().size() == all.size()
                                && node.nodes().stream()
                                        .allMatch(seen -> seen.note().isEmpty())));
        int before = marks();
        if (!Wait.within(END, () -> nodesIn("job", before).size() == all.size())) {
            throw cluster.hangs("not all nodes work again, but " + nodesIn("job", before) + ": " + job.view(), null);
        }
        feed.enough();
        unsafeFeed.enough();
        System.out.printf("after the split: %s%n  %s%n", cluster.awaitEnd(job, END), cluster.awaitEnd(unsafe, END));
        Truth.allDone(job, feed.given());
        Truth.doneOnceOrUnknown(unsafe, unsafeFeed.given(), dir.resolve("unsafe"));
    }

    @Test
    void minorityStopsAndSaysSoWhileTheMajorityGoesOn() {
        network.split();
        Wait.until(
                "each node of the minority says why it takes nothing",
                NOTICED,
                () -> right().stream().allMatch(SplitBrainTest::saysWhyItTakesNothing));
        right().forEach(node -> System.out.println("a node of the minority says: " + node.nodes()));
        goesOn("on the side of the majority");
        assertThat(left()).noneMatch(SplitBrainTest::saysWhyItTakesNothing);
        int from = marks();
        int unsafeFrom = Truth.lines(dir.resolve("unsafe")).size();
        goesOn("and the minority runs nothing");
        Set<String> majority = left().stream().map(NodeProcess::node).collect(Collectors.toSet());
        assertThat(nodesIn("job", from)).isEqualTo(majority);
        assertThat(nodesIn("unsafe", unsafeFrom)).isSubsetOf(majority);
        network.heal();
        wholeAgainAndTrue();
    }

    /**
     * Half a network: what one node sends to two others vanishes, though it hears them and all others hear it. A client that knows the
     * grid from that node is soon told by the others how it is.
     */
    @Test
    void nodeThatTwoOthersCannotHearDoesNoHarm() {
        List<NodeProcess> all = cluster.alive();
        NodeProcess odd = all.get(all.size() - 1);
        try (Grid through = Grid.connect(ConnectOptions.to(odd.address())
                .withCluster(cluster.name())
                .withTimeout(Duration.ofSeconds(30))
                .withKey(TestKey.KEY))) {
            JobView before = through.job(job.id()).view();
            network.deafen(1, LEFT + RIGHT);
            network.deafen(2, LEFT + RIGHT);
            Wait.until(
                    "the oldest node has given it up",
                    NOTICED,
                    () -> all.get(0).nodes().stream()
                            .noneMatch(seen -> seen.node().equals(odd.node())));
            goesOn("without it");
            Wait.until(
                    "the client hears of it",
                    END,
                    () -> through.job(job.id()).view().done() > before.done() + 1_000);
            network.hear(1, LEFT + RIGHT);
            network.hear(2, LEFT + RIGHT);
            wholeAgainAndTrue();
        }
    }
}
