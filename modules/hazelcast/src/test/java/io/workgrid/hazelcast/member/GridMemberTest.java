package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchNodeException;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import io.workgrid.hazelcast.process.TestKey;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GridMemberTest {
    private static final String MAP = "workgrid-jobs";

    @Test
    void twoNodesFindEachOtherAndSayHowTheyAre() {
        NodeOptions first = Ports.alone();
        try (GridMember one = GridMember.start(first);
                GridMember two = GridMember.start(Ports.beside(first, "two"))) {
            List<NodeView> nodes = two.grid().nodes();
            assertThat(nodes).extracting(NodeView::name).containsExactly(one.name(), two.name());
            assertThat(nodes.get(0).name()).matches("one-[0-9a-f]{6}");
            assertThat(nodes.get(0).address()).isEqualTo("127.0.0.1:" + first.port());
            assertThat(nodes.get(0).labels()).isEqualTo(Map.of("zone", "b"));
            assertThat(nodes).allSatisfy(node -> {
                assertThat(node.workers()).isEqualTo(1);
                assertThat(node.busy()).isZero();
                assertThat(node.draining()).isFalse();
                assertThat(node.note()).isNull();
            });
        }
    }

    @Test
    void nodesFindEachOtherByAName() {
        NodeOptions first = Ports.discovering(Ports.alone(), "dns:localhost");
        try (GridMember one = GridMember.start(first);
                GridMember two = GridMember.start(first)) { // the next free port
            assertThat(one.nodes().view()).hasSize(2);
            assertThat(two.address()).isNotEqualTo(one.address());
        }
    }

    @Test
    void codeThatAWorkerRunsFindsItsGrid() {
        try (GridMember one = GridMember.start(Ports.alone());
                Pool pool = one.grid().pool()) {
            boolean found = pool.apply(n -> Grid.current().isPresent(), 1);
            assertThat(found).isTrue();
        }
    }

    @Test
    void aNodeThatIsToldToDrainLeavesAndTheOtherGoesOn() throws Exception {
        NodeOptions first = Ports.alone();
        try (GridMember one = GridMember.start(first);
                GridMember two = GridMember.start(Ports.beside(first, "two"))) {
            assertThatThrownBy(() -> one.nodes().drain("three"))
                    .isInstanceOf(NoSuchNodeException.class)
                    .hasMessage("no node \"three\"; there are " + one.name() + ", " + two.name());
            one.nodes().drain("two");
            two.awaitLeft();
            Eventually.isTrue("the other is alone", () -> one.nodes().view().size() == 1);
            assertThat(one.nodes().view().get(0).note()).isNull();
            assertThat(touches(one)).isTrue();
        }
    }

    @Test
    void oneOfTwoGoesOnWhenTheOtherIsKilled() {
        NodeOptions first = Ports.alone();
        GridMember killed = GridMember.start(first);
        try (GridMember two = GridMember.start(Ports.beside(first, "two"))) {
            killed.instance().getLifecycleService().terminate();
            Eventually.isTrue("the other is alone", () -> two.nodes().view().size() == 1);
            Eventually.isTrue(
                    "it takes leases again", () -> two.nodes().view().get(0).note() == null);
            Eventually.isTrue("the maps can be touched", () -> touches(two));
        }
    }

    @Test
    void jobsThatWaitForAnotherBeginAlthoughANodeDiedMeanwhile() {
        NodeOptions first = Ports.alone();
        GridMember killed = GridMember.start(first);
        CountDownLatch died = new CountDownLatch(1);
        Iterable<Integer> rest = () -> Stream.of(1, 2)
                .peek(n -> {
                    if (n == 2) {
                        Eventually.isTrue("the other was killed", () -> died.getCount() == 0);
                    }
                })
                .iterator();
        try (GridMember two = GridMember.start(Ports.beside(first, "two"))) {
            Grid grid = two.grid();
            JobHandle<Integer> needed = grid.submit(JobSpec.of((n, context) -> n, rest));
            List<JobHandle<Integer>> waiting = new ArrayList<>();
            for (int n = 0; n < 16; n++) { // some of their ledgers are kept here, some there
                waiting.add(grid.submit(JobSpec.<Integer, Integer>of((i, context) -> 2 * i, List.of(3, 4))
                        .withNeeds(List.of(needed.id()))));
            }
            Eventually.isTrue(
                    "there is a copy of everything",
                    () -> two.instance().getPartitionService().isClusterSafe());
            killed.instance().getLifecycleService().terminate();
            assertThat(waiting).allMatch(job -> job.view().settled() == 0);
            died.countDown();
            for (JobHandle<Integer> job : waiting) {
                JobView ended = job.await(Duration.ofSeconds(60));
                assertThat(ended.phase()).isEqualTo(JobPhase.FINISHED);
                assertThat(ended.done()).isEqualTo(2);
            }
        }
    }

    private static boolean touches(GridMember member) {
        try {
            return member.instance().getMap(MAP).isEmpty();
        } catch (SplitBrainProtectionException e) {
            return false;
        }
    }

    @Test
    void withoutQuorumNothingIsReadOrWrittenAndTheNodeSaysWhy() {
        NodeOptions first = Ports.alone(2);
        try (GridMember one = GridMember.start(first)) {
            var map = one.instance().getMap(MAP);
            assertThatThrownBy(() -> map.get("k")).isInstanceOf(SplitBrainProtectionException.class);
            assertThatThrownBy(() -> map.set("k", "v")).isInstanceOf(SplitBrainProtectionException.class);
            assertThat(one.nodes().view().get(0).note())
                    .isEqualTo("sees 1 nodes and needs 2: takes no leases until more are back");
            try (GridMember two = GridMember.start(Ports.beside(first, "two"))) {
                Eventually.isTrue("the maps can be touched", () -> touches(one) && touches(two));
                assertThat(one.nodes().view()).extracting(NodeView::note).containsOnlyNulls();
            }
        }
    }

    @Test
    void aMergedMemberIsAnotherNode() {
        NodeOptions second = Ports.alone();
        NodeOptions first = Ports.beside(second, "early"); // the other is not there yet: each begins a grid
        try (GridMember early = GridMember.start(first);
                GridMember late = GridMember.start(second)) {
            List<String> before = List.of(early.name(), late.name());
            Eventually.isTrue(
                    "they are one grid",
                    () -> early.nodes().view().size() == 2
                            && late.nodes().view().size() == 2);
            List<String> after = new ArrayList<>(List.of(early.name(), late.name()));
            assertThat(after).isNotEqualTo(before);
            after.retainAll(before);
            assertThat(after).hasSize(1);
            Eventually.isTrue(
                    "both take leases", () -> early.nodes().view().stream().allMatch(node -> node.note() == null));
            try (Pool pool = early.grid().pool()) {
                int next = pool.apply(n -> n + 1, 1);
                assertThat(next).isEqualTo(2);
            }
        }
    }

    @Test
    void wherePortsOrAddressesCannotBeHadThatIsSaid() throws Exception {
        NodeOptions options = Ports.alone();
        assertThatThrownBy(() -> GridMember.start(options.withKey(TestKey.KEY).withBind("192.0.2.1", 5701)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cannot listen on 192.0.2.1: this machine does not have the address;"
                        + " give one that it has, or 0.0.0.0 for all of them");
        assertThatThrownBy(() -> GridMember.start(options.withBind("0.0.0.0", 5701)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("cannot listen on 0.0.0.0 without a grid key")
                .hasMessageContaining("grid node key > grid.key");
        assertThatThrownBy(() -> GridMember.start(options.withBind("nowhere.invalid", 5701)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no address is known");
        try (ServerSocket taken = new ServerSocket(65_535, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> GridMember.start(options.withBind("127.0.0.1", taken.getLocalPort())))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("none of the ports 65535 to 65535 can be had");
        }
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        GridMember one = GridMember.start(Ports.alone());
        one.grid().close();
        one.close();
        one.awaitLeft();
        assertThat(one.instance().getLifecycleService().isRunning()).isFalse();
    }
}
