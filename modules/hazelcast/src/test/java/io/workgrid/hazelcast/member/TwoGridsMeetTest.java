package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import io.workgrid.api.NodeOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who stays when two grids meet. */
@Timeout(180)
class TwoGridsMeetTest {
    /** Hazelcast by itself keeps the larger one. */
    @Test
    void gridThatHoldsSomethingStaysThoughItIsSmaller() {
        NodeOptions options = Ports.alone();
        NodeOptions early = Ports.beside(options, "early"); // nobody is there yet: it begins a grid
        try (GridMember used = GridMember.start(early)) {
            used.grid().manager().counter("hits").add(7);
            String name = used.name();
            try (GridMember one = GridMember.start(options);
                    GridMember two = GridMember.start(Ports.beside(options, "two"))) {
                awaitWhole(List.of(used, one, two));
                assertThat(used.name()).isEqualTo(name);
                assertThat(two.grid().manager().counter("hits").get()).isEqualTo(7);
            }
        }
    }

    /** A node that was told of no other looks for those it has known. */
    @Test
    void nodeRemembersWhereOthersWere() {
        NodeOptions options = Ports.alone();
        try (GridMember one = GridMember.start(options)) {
            Address where;
            try (GridMember two = GridMember.start(Ports.beside(options, "two"))) {
                where = node(two).getThisAddress();
                assertThat(known(one)).containsEntry(where, Long.MAX_VALUE);
            }
            Eventually.isTrue("the other has left", () -> one.nodes().view().size() == 1);
            assertThat(known(one)).containsKey(where).doesNotContainValue(Long.MAX_VALUE);
        }
    }

    private static void awaitWhole(List<GridMember> all) {
        Eventually.isTrue(
                "all are one grid and take leases",
                () -> all.stream()
                        .allMatch(member -> member.nodes().view().size() == all.size()
                                && member.nodes().view().stream().allMatch(node -> node.note() == null)));
    }

    private static Node node(GridMember member) {
        return ((HazelcastInstanceProxy) member.instance()).getOriginal().node;
    }

    private static Map<Address, Long> known(GridMember member) {
        return ((TcpIpJoiner) node(member).getJoiner()).getKnownMemberAddresses();
    }
}
