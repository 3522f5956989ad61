package io.workgrid.cli.node;

import io.workgrid.api.Grid;
import io.workgrid.api.Pool;
import io.workgrid.api.view.NodeView;
import io.workgrid.cli.node.NodeLog.Weight;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A little work, to see that a node can do some; the launcher has the classes of a node archived while it runs. */
final class Trial {
    private Trial() {}

    static void run(Grid grid, NodeLog log) {
        int workers = grid.nodes().stream().mapToInt(NodeView::workers).sum();
        try (Pool pool = grid.pool()) {
            List<Integer> items = IntStream.range(0, workers).boxed().toList();
            int done = pool.map(item -> item, items).size();
            log.say(Weight.INFO, "tried", done + " items ran", Map.of("items", done));
        }
    }
}
