package io.workgrid.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.hazelcast.process.FreePort;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CellKeeperTest {
    private final String cluster = "test-" + UUID.randomUUID();

    private HazelcastInstance member() {
        return Hazelcast.getAllHazelcastInstances().stream()
                .filter(each -> each.getConfig().getClusterName().equals(cluster))
                .findFirst()
                .orElseThrow();
    }

    /** The map to one who has listed its keys some time ago. */
    @SuppressWarnings("unchecked")
    private static IMap<String, CellEntry> listedBefore(IMap<String, CellEntry> cells, Set<String> keys) {
        return (IMap<String, CellEntry>) Proxy.newProxyInstance(
                IMap.class.getClassLoader(),
                new Class<?>[] {IMap.class},
                (self, method, given) -> method.getName().equals("localKeySet") ? keys : method.invoke(cells, given));
    }

    /** A keeper has listed an object, it is removed, and the keeper comes to look after it for the first time. */
    @Test
    void objectThatIsRemovedBeforeItsKeeperComesIsNotTakenForLost() {
        try (Grid grid = Grid.join(NodeOptions.DEFAULT.withCluster(cluster).withBind("127.0.0.1", FreePort.next()))) {
            Manager manager = grid.manager();
            manager.counter("rooms").add(1);
            HazelcastInstance member = member();
            IMap<String, CellEntry> cells = member.getMap(StoreSetup.CELLS);
            Set<String> listed = Set.of("grid/rooms");
            assertThat(cells.keySet()).containsAll(listed);
            manager.remove("rooms");
            CellKeeper late = new CellKeeper(
                    new HazelcastStore(member, null).shared(),
                    listedBefore(cells, listed),
                    member.getMap(StoreSetup.ALIVE));
            late.round(Set.of(), Set.of(), true);
            assertThat(member.getMap(StoreSetup.CELL_KEYS).containsKey("grid/rooms"))
                    .isFalse();
            assertThat(manager.counter("rooms").add(1)).as("it begins anew").isEqualTo(1);
        }
    }

    /** A keeper that was cut off holds all others to be lost; back among them, it looks after what they hold. */
    @Test
    void whatANodeHoldsThatIsThereStaysItsOwnWhoeverSaysThatItIsLost() {
        try (Grid grid = Grid.join(NodeOptions.DEFAULT.withCluster(cluster).withBind("127.0.0.1", FreePort.next()))) {
            SharedLock lock = grid.manager().lock("room");
            lock.acquire();
            HazelcastInstance member = member();
            String node = grid.nodes().get(0).name();
            CellKeeper mistaken = new CellKeeper(
                    new HazelcastStore(member, null).shared(),
                    member.getMap(StoreSetup.CELLS),
                    member.getMap(StoreSetup.ALIVE));
            mistaken.round(Set.of(), Set.of(node), true);
            assertThat(grid.manager().lock("room").tryAcquire()).isEmpty();
            lock.release();
        }
    }

    /** The same for whoever begins an object. */
    @Test
    void objectThatIsRemovedBeforeItIsWrittenDownIsNotTakenForLost() {
        try (Grid grid = Grid.join(NodeOptions.DEFAULT.withCluster(cluster).withBind("127.0.0.1", FreePort.next()))) {
            SharedCells shared = new HazelcastStore(member(), null).shared();
            assertThat(shared.writeDown("grid/rooms")).isFalse();
            assertThat(grid.manager().counter("rooms").add(1)).as("it begins").isEqualTo(1);
            assertThat(shared.writeDown("grid/rooms")).isTrue();
            assertThat(grid.manager().counter("rooms").add(1)).isEqualTo(2);
        }
    }
}
