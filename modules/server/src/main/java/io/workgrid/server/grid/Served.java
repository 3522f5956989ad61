package io.workgrid.server.grid;

import io.workgrid.api.Grid;
import io.workgrid.api.view.NodeView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The node behind the API.
 *
 * @param grid the grid it is of
 * @param cluster the grid's name
 * @param version of the program
 * @param self finds this node among all
 */
public record Served(Grid grid, String cluster, String version, Function<List<NodeView>, Optional<NodeView>> self) {
    /** The label under which a node tells the others where it answers HTTP, as a URL. */
    public static final String HTTP_LABEL = "grid.http";
}
