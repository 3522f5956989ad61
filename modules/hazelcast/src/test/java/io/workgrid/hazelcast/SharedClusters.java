package io.workgrid.hazelcast;

import io.workgrid.api.Grid;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The grids of the contracts: each is a connection to a cluster that is started when the first case wants one with that many workers, and
 * serves all later ones of this JVM; its processes end with the JVM. Two grids of one case are never of the same cluster. An object serves
 * one case. For one thread.
 */
final class SharedClusters {
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Map<Integer, List<Cluster>> STARTED = new HashMap<>();

    private final Map<Integer, Integer> opened = new HashMap<>();
    private final Map<Grid, Cluster> clusters = new IdentityHashMap<>();

    /** A grid with so many workers in all: one node, or two that share them. */
    Grid open(int workers) {
        List<Cluster> all = STARTED.computeIfAbsent(workers, many -> new ArrayList<>());
        int mine = opened.merge(workers, 1, Integer::sum) - 1;
        if (mine < all.size()) {
            Grid grid = all.get(mine).connect();
            if (Wait.within(IDLE, () -> grid.nodes().stream().allMatch(node -> node.busy() == 0))) {
                clusters.put(grid, all.get(mine));
                return grid;
            }
            System.out.println("an earlier case left " + all.get(mine).name() + " busy, it is replaced: " + grid.nodes()
                    + " " + grid.jobs());
            grid.close();
            all.remove(mine).close();
        }
        Cluster fresh = Cluster.empty(1).start(workers == 1 ? List.of(1) : List.of(workers - workers / 2, workers / 2));
        all.add(mine, fresh);
        Grid grid = fresh.connect();
        clusters.put(grid, fresh);
        return grid;
    }

    /** Another connection to the cluster of a grid. */
    Optional<Grid> openAgain(Grid closed) {
        return Optional.of(clusters.get(closed).connect());
    }
}
