package io.workgrid.engine.client;

import io.workgrid.api.Grid;
import io.workgrid.engine.worker.Blocking;
import io.workgrid.engine.worker.Workplace;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which grid each node of this process is of: how code that a worker runs finds the grid around it. Any thread may call. */
public final class NodeGrids {
    private static final Map<String, Grid> BY_NODE = new ConcurrentHashMap<>();

    private NodeGrids() {}

    /** A node of this process is of a grid. To be said before the node starts. */
    public static void register(String node, Grid grid) {
        BY_NODE.put(node, grid);
    }

    /** A node of this process has ended. */
    public static void remove(String node) {
        BY_NODE.remove(node);
    }

    /** The grid whose worker runs the calling thread. */
    public static Optional<Grid> current() {
        return Blocking.here().map(Workplace::name).map(BY_NODE::get);
    }
}
