package io.workgrid.cli.node;

import io.workgrid.api.view.NodeView;
import io.workgrid.cli.node.NodeLog.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the grid looks like with what it looked like before, and says what changed: who came, who left, whether this node takes
 * work. For one thread.
 */
final class PeerWatch {
    private final NodeLog log;
    private final Identity self;
    private Map<String, NodeView> peers = Map.of();
    private @Nullable String note;
    private @Nullable String ownName;

    /**
     * @param first the nodes as the banner tells them: no news
     */
    PeerWatch(NodeLog log, Identity self, List<NodeView> first) {
        this.log = log;
        this.self = self;
        this.peers = self.peers(first);
        this.ownName = self.in(first).map(NodeView::name).orElse(null);
    }

    void look(List<NodeView> nodes) {
        Map<String, NodeView> now = self.peers(nodes);
        now.values().stream()
                .filter(peer -> !peers.containsKey(peer.name()))
                .forEach(peer -> change("joined", peer, now));
        peers.values().stream()
                .filter(peer -> !now.containsKey(peer.name()))
                .forEach(peer -> change("left", peer, now));
        peers = now;
        self.in(nodes).ifPresent(this::own);
    }

    private void change(String event, NodeView peer, Map<String, NodeView> now) {
        Map<String, Object> fields = fields(peer);
        fields.put("nodes", now.size() + 1);
        String count = now.isEmpty() ? "this node is alone" : (now.size() + 1) + " nodes";
        log.say(Weight.INFO, event, described(peer) + "; " + count, fields);
    }

    private void own(NodeView view) {
        if (ownName != null && !ownName.equals(view.name())) {
            log.say(
                    Weight.WARN,
                    "renamed",
                    "this node came back as " + view.name() + "; what " + ownName + " held is given to others",
                    Map.of("name", view.name(), "before", ownName));
        }
        ownName = view.name();
        // a drain is told by who asked for it
        String reason = view.draining() ? note : view.note();
        if (!Objects.equals(reason, note)) {
            if (reason == null) {
                log.say(Weight.INFO, "taking", "takes work again", Map.of("name", view.name()));
            } else {
                log.say(
                        Weight.WARN,
                        "refusing",
                        "takes no more work: " + reason,
                        Map.of("name", view.name(), "reason", reason));
            }
            note = reason;
        }
    }

    static String described(NodeView node) {
        return node.name() + " (" + Optional.ofNullable(node.address()).orElse("no address") + ", " + node.workers()
                + (node.workers() == 1 ? " worker)" : " workers)");
    }

    static Map<String, Object> fields(NodeView node) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", node.name());
        fields.put("address", node.address());
        fields.put("workers", node.workers());
        return fields;
    }
}
