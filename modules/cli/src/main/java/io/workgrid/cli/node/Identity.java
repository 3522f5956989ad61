package io.workgrid.cli.node;

import io.workgrid.api.NodeOptions;
import io.workgrid.api.view.NodeView;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How this process knows itself among the nodes: by a label with its process id and host. A name may be the same on two nodes of one
 * machine, and one that comes back after a split has another.
 *
 * @param name as the node was started with
 * @param process of this process, as {@code 4711@host}
 */
record Identity(String name, String process) {
    static final String LABEL = Values.OWN_LABELS + "process";

    static Identity of(NodeOptions options) {
        String start = ProcessHandle.current()
                .info()
                .startInstant()
                .map(instant -> "-" + Long.toString(instant.toEpochMilli(), 36))
                .orElse("");
        return new Identity(options.name(), ProcessHandle.current().pid() + "@" + HostName.find() + start);
    }

    /** The options with the label. */
    NodeOptions labelled(NodeOptions options) {
        Map<String, String> labels = new HashMap<>(options.labels());
        labels.put(LABEL, process);
        return options.withLabels(labels);
    }

    Optional<NodeView> in(List<NodeView> nodes) {
        return nodes.stream().filter(this::is).findFirst();
    }

    /** All the others, by name. */
    Map<String, NodeView> peers(List<NodeView> nodes) {
        Map<String, NodeView> peers = new LinkedHashMap<>();
        nodes.stream().filter(node -> !is(node)).forEach(node -> peers.put(node.name(), node));
        return peers;
    }

    private boolean is(NodeView node) {
        return process.equals(node.labels().get(LABEL));
    }
}
