package io.workgrid.cli.look;

import io.workgrid.api.view.NodeView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Listing;
import io.workgrid.cli.output.Listing.Column;
import io.workgrid.cli.remote.ConnectFlags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grid nodes}. */
@Command(name = "nodes", description = "List the nodes of a cluster.")
public final class NodesCommand implements Callable<Integer> {
    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public NodesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<NodeView> nodes = connect.open(console.env()).nodes();
        int workers = nodes.stream().mapToInt(NodeView::workers).sum();
        String bounds = nodes.size()
                + (nodes.size() == 1 ? " node, " : " nodes, ")
                + workers
                + (workers == 1 ? " worker" : " workers");
        listing().print(console, list.format(), nodes, bounds, Map.of());
        return ExitCode.DONE.code();
    }

    private static Listing<NodeView> listing() {
        return new Listing<>(
                "grid.nodes/v1",
                "nodes",
                List.of(
                        new Column<>("NAME", false, NodeView::name),
                        new Column<>("STATE", false, NodesCommand::state),
                        new Column<>(
                                "BUSY", false, node -> (node.busy() < 0 ? "?" : node.busy()) + "/" + node.workers()),
                        new Column<>("ADDRESS", false, node -> node.address() == null ? "" : node.address()),
                        new Column<>("LABELS", true, node -> JobsCommand.pairs(node.labels())),
                        new Column<>("NOTE", false, NodesCommand::note)),
                NodesCommand::fields,
                NodeView::name);
    }

    private static String state(NodeView node) {
        return node.draining() ? "DRAINING" : node.note() == null ? "UP" : "HOLDING";
    }

    /** What a person is to know of the node; empty: nothing. */
    static String note(NodeView node) {
        String copying = node.copying() && node.busy() >= 0 ? "makes copies: let no other node go yet" : "";
        return node.note() == null ? copying : node.note() + (copying.isEmpty() ? "" : "; " + copying);
    }

    private static Map<String, @Nullable Object> fields(NodeView node) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", node.name());
        fields.put("workers", node.workers());
        fields.put("busy", node.busy());
        fields.put("draining", node.draining());
        fields.put("address", node.address());
        fields.put("labels", node.labels());
        fields.put("note", node.note());
        fields.put("copying", node.copying());
        return fields;
    }
}
