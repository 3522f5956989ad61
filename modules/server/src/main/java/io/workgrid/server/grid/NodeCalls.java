package io.workgrid.server.grid;

import io.workgrid.api.view.NodeView;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Role;
import io.workgrid.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The grid and its nodes. Any thread. */
public final class NodeCalls {
    private final Served served;

    public NodeCalls(Served served) {
        this.served = served;
    }

    /** What is answered. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1", Role.VIEW, this::info),
                new Route("GET", "/api/v1/nodes", Role.VIEW, this::nodes),
                new Route("POST", "/api/v1/nodes/{name}/drain", Role.ADMIN, this::drain));
    }

    private void info(Call call) {
        call.noMoreQueries();
        List<NodeView> nodes = served.grid().nodes();
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("schema", "grid.info/v1");
        info.put("grid", served.cluster());
        info.put("node", served.self().apply(nodes).map(NodeView::name).orElse(null));
        info.put("version", served.version());
        info.put("nodes", nodes.size());
        info.put("workers", nodes.stream().mapToInt(NodeView::workers).sum());
        info.put(
                "http",
                nodes.stream().map(NodeCalls::http).filter(url -> url != null).toList());
        call.answer(200, info);
    }

    private void nodes(Call call) {
        call.noMoreQueries();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("schema", "grid.nodes/v1");
        answer.put("nodes", served.grid().nodes().stream().map(NodeCalls::node).toList());
        call.answer(200, answer);
    }

    private void drain(Call call) {
        call.noMoreQueries();
        String name = call.path("name");
        served.grid().drain(name);
        NodeView node = served.grid().nodes().stream()
                .filter(each -> each.name().equals(name) || each.name().startsWith(name + "-"))
                .findFirst()
                .orElse(null);
        call.answer(202, node == null ? Map.of("name", name) : node(node));
    }

    static Map<String, @Nullable Object> node(NodeView node) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", node.name());
        fields.put("workers", node.workers());
        fields.put("busy", node.busy());
        fields.put("draining", node.draining());
        fields.put("address", node.address());
        fields.put("http", http(node));
        fields.put("labels", new TreeMap<>(node.labels()));
        fields.put("note", node.note());
        fields.put("copying", node.copying());
        return fields;
    }

    /** Where the node answers HTTP: as it said, or where it listens on every address, at the one that the other nodes know. */
    private static @Nullable String http(NodeView node) {
        String url = node.labels().get(Served.HTTP_LABEL);
        String address = node.address();
        if (url == null || address == null) {
            return url;
        }
        String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
        return url.replace("//0.0.0.0:", "//" + host + ":").replace("//[::]:", "//" + host + ":");
    }
}
