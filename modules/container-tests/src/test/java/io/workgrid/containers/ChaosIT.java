package io.workgrid.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.testkit.container.GridCluster;
import io.workgrid.testkit.container.GridNode;
import io.workgrid.testkit.container.NodeSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Three nodes in containers, two jobs, and in the middle of them something bad; in the end the results, the counters and a witness
 * outside of the grid tell the same. A seed says who is hit and when: {@code -Dworkgrid.chaos.seed=17} names it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosIT {
    private static final int NODES = 3;
    private static final int COUNTED = 3_000;
    /** So many that the jobs go on behind what takes a while to be noticed. */
    private static final int MANY = 12_000;

    private static final int MARKED = 300;
    private static final Duration NOTICED = Duration.ofSeconds(60);
    private static final Duration HEALED = Duration.ofSeconds(120);

    private static Path witness;
    private static GridCluster cluster;
    private static GridHttp grid;
    private static Work work;

    /** What the nodes said, if a scenario failed. */
    @RegisterExtension
    static final AfterTestExecutionCallback LOGS = scenario -> {
        if (scenario.getExecutionException().isPresent()) {
            cluster.nodes().forEach(node -> System.out.println("== " + node.name() + "\n" + node.logs()));
            // what harm was done to it is still there
            end();
        }
    };

    private Random random;

    @BeforeAll
    static void build() {
        Images.build();
        witness = Work.witnessDirectory();
    }

    private static void startIfThereIsNone() {
        if (cluster == null) {
            cluster = GridCluster.start(NODES, setup());
            grid = new GridHttp(cluster);
            work = new Work(grid, witness);
        }
    }

    private static NodeSetup setup() {
        return Work.node(witness);
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }

    @BeforeEach
    void heal(TestInfo test) {
        long seed = Long.getLong("workgrid.chaos.seed", System.nanoTime() % 1_000_000);
        System.out.println(test.getDisplayName() + " seed " + seed);
        random = new Random(seed);
        startIfThereIsNone();
        replaceTheDead();
    }

    /** Three nodes, all well. */
    private static void replaceTheDead() {
        for (GridNode node : cluster.nodes()) {
            if (!node.isRunning()) {
                cluster.forget(node);
            }
        }
        while (cluster.nodes().size() > NODES) {
            cluster.leave(cluster.nodes().get(0));
        }
        if (cluster.nodes().size() < NODES) {
            cluster.add(NODES - cluster.nodes().size(), setup());
        }
        cluster.awaitNodes(NODES, HEALED);
    }

    private GridNode anyNode() {
        return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    }

    private static List<GridNode> others(GridNode than) {
        return cluster.nodes().stream().filter(node -> node != than).toList();
    }

    /** Two jobs, and what happens once a part of the first is done. */
    private void inTheMiddle(Runnable what) {
        inTheMiddle(COUNTED, what);
    }

    private void inTheMiddle(int items, Runnable what) {
        String counted = work.counted(items);
        String marked = work.marked(MARKED);
        grid.awaitDone(counted, COUNTED / 10 + random.nextInt(COUNTED / 3));
        what.run();
        System.out.println("done behind it: " + grid.job(counted).path("done"));
        work.checkCounted(counted, items);
        System.out.println("unknown: " + work.checkMarked(marked, MARKED));
    }

    @Test
    void killedNodeLosesNothing() {
        inTheMiddle(() -> {
            GridNode hit = anyNode();
            hit.kill();
            cluster.forget(hit);
            cluster.add();
        });
    }

    @Test
    void stoppedNodeLeavesInOrderAndNoItemIsUnknown() {
        String counted = work.counted(COUNTED);
        String marked = work.marked(MARKED);
        grid.awaitDone(counted, COUNTED / 10 + random.nextInt(COUNTED / 3));
        assertThat(cluster.leave(anyNode())).isZero();
        work.checkCounted(counted, COUNTED);
        assertThat(grid.job(counted).path("retried").asInt(-1)).isZero();
        assertThat(work.checkMarked(marked, MARKED)).isZero();
    }

    @Test
    void frozenNodeIsLeftBehindAndComesBack() {
        GridNode hit = anyNode();
        inTheMiddle(MANY, () -> {
            hit.pause();
            cluster.forget(hit);
            cluster.awaitNodes(NODES - 1, NOTICED);
            // what it reports now is late
            hit.unpause();
            cluster.readmit(hit);
        });
        cluster.awaitNodes(NODES, HEALED);
    }

    @Test
    void nodeThatIsCutOffTakesNoWorkAndComesBack() {
        GridNode hit = anyNode();
        inTheMiddle(MANY, () -> {
            Faults.cut(List.of(hit), others(hit));
            cluster.forget(hit);
            cluster.awaitNodes(NODES - 1, NOTICED);
            Faults.heal(hit);
            cluster.readmit(hit);
        });
        cluster.awaitNodes(NODES, HEALED);
    }

    @Test
    void minorityOfTwoWaitsUntilTheMajorityOfThreeIsBack() {
        List<GridNode> minority = cluster.add(2, setup());
        cluster.awaitNodes(NODES + 2, NOTICED);
        inTheMiddle(() -> {
            minority.forEach(cluster::forget);
            Faults.cut(minority, cluster.nodes());
            cluster.awaitNodes(NODES, NOTICED);
        });
        minority.forEach(Faults::heal);
        minority.forEach(cluster::readmit);
        cluster.awaitNodes(NODES + 2, HEALED);
    }

    @Test
    void nodeThatHearsNothingOfAnotherDoesNoHarm() {
        GridNode hit = anyNode();
        inTheMiddle(() -> Faults.deafTo(hit, others(hit).subList(0, 1)));
        Faults.heal(hit);
        cluster.awaitNodes(NODES, HEALED);
    }

    @Test
    void slowAndLossyNetworkLosesNothing() {
        GridNode hit = anyNode();
        inTheMiddle(() -> Faults.slowAndLossy(hit));
        Faults.heal(hit);
        cluster.awaitNodes(NODES, HEALED);
    }

    @Test
    void nodesAreReplacedOneByOneUnderLoad() {
        inTheMiddle(() -> {
            for (GridNode old : cluster.nodes()) {
                cluster.add();
                assertThat(cluster.leave(old)).isZero();
            }
        });
    }

    @Test
    void nodesAreReplacedByThoseOfTheNextReleaseUnderLoad() {
        Images.buildNext();
        String counted = work.counted(COUNTED);
        String marked = work.marked(MARKED);
        grid.awaitDone(counted, COUNTED / 10 + random.nextInt(COUNTED / 3));
        for (GridNode old : cluster.nodes()) {
            cluster.add(1, setup().withImage(Images.NEXT));
            assertThat(cluster.leave(old)).isZero();
        }
        work.checkCounted(counted, COUNTED);
        assertThat(work.checkMarked(marked, MARKED)).isZero();
        assertThat(grid.get("/api/v1").path("version").asString()).isEqualTo(Images.NEXT_VERSION);
        // the scenarios after this one want nodes of this release
        end();
    }

    @Test
    void clocksThatAreMinutesApartChangeNothing() {
        Skew skew = new Skew();
        for (Duration by : List.of(Duration.ofMinutes(7), Duration.ofMinutes(-5))) {
            cluster.add(1, skew.of(setup(), by));
            cluster.leave(cluster.nodes().get(0));
            GridNode wrong = cluster.nodes().get(NODES - 1);
            assertThat(Skew.of(wrong)).isBetween(by.minusSeconds(30), by.plusSeconds(30));
        }
        // whose ledgers were with a clock that is right go on by one that is wrong
        inTheMiddle(MANY, () -> {
            GridNode right = cluster.nodes().get(0);
            right.kill();
            cluster.forget(right);
        });
        end();
    }

    @Test
    void gridGrowsToFiveAndShrinksToTwo() {
        inTheMiddle(() -> {
            cluster.add(2, setup());
            for (GridNode old : cluster.nodes().subList(0, 3)) {
                assertThat(cluster.leave(old)).isZero();
            }
        });
        assertThat(cluster.nodes()).hasSize(2);
    }

    @Test
    void kernelEndsWhatTakesTooMuchMemoryAndTheItemSaysSo() {
        String id = "j-hog" + random.nextInt(1_000_000);
        grid.submit(id, """
                {"id": "%s", "effect": "idempotent", "items": [1], "retries": {"max": 0, "maxLost": 1}, "task": {"name": "command",
                 "args": {"command": "tail -c 2147483648 /dev/zero"}}}""".formatted(id));
        JsonNode job = grid.awaitEnd(id);
        // whom it ends is the kernel's choice: the command, whose item then says so, or the node, which is then lost
        // and tried again once
        assertThat(job.path("phase").asString()).as(job.toString()).isEqualTo("FINISHED");
        assertThat(job.path("failed").asInt()).as(job.toString()).isEqualTo(1);
        System.out.println(grid.get("/api/v1/jobs/" + id + "/errors"));
        replaceTheDead();
        inTheMiddle(() -> {});
    }

    @Test
    void nodeWithoutRoomForCodeFailsNothing() {
        NodeSetup small = setup().withContainer(container -> container.withTmpFs(Map.of("/tmp", "size=4k")));
        cluster.leave(anyNode());
        cluster.add(1, small);
        inTheMiddle(() -> {});
    }

    /**
     * Of five: of three, one would be left, and could not tell that the others are dead and not cut off. It comes last: for twenty seconds
     * the two still count, and a third that is not seen would stop the grid.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void twoNodesKilledAtOnceLoseWholeJobsOrNothing() {
        cluster.add(2, setup());
        cluster.awaitNodes(NODES + 2, HEALED);
        String counted = work.counted(COUNTED);
        grid.awaitDone(counted, COUNTED / 10);
        List<GridNode> hit = others(anyNode()).subList(0, 2);
        hit.forEach(GridNode::kill);
        hit.forEach(cluster::forget);
        JsonNode job = grid.awaitEnd(counted);
        if (job.path("phase").asString().equals("LOST")) {
            assertThat(job.path("reason").asString()).isNotEmpty();
            System.out.println(job.path("reason"));
        } else {
            work.checkCounted(counted, COUNTED);
        }
    }

    @Test
    void jobOfAGridThatDiedIsUnknownToTheNextOneAndItSaysSo() {
        String counted = work.counted(COUNTED);
        grid.awaitDone(counted, COUNTED / 10);
        for (GridNode node : cluster.nodes()) {
            node.kill();
            cluster.forget(node);
        }
        replaceTheDead();
        var answer = grid.call(request -> request.GET(), "/api/v1/jobs/" + counted);
        assertThat(answer.statusCode()).isEqualTo(404);
        System.out.println(answer.body());
        inTheMiddle(() -> {});
    }
}
