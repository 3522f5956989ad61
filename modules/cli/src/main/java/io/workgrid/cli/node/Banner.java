package io.workgrid.cli.node;

import io.workgrid.api.NodeOptions;
import io.workgrid.api.task.Durations;
import io.workgrid.api.view.NodeView;
import io.workgrid.cli.output.Figures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself once it is up.
 *
 * @param self the node
 * @param peers the others
 * @param options how it was started
 * @param http where HTTP is to be had; {@code null}: nowhere
 * @param heapBytes the most memory it may use
 * @param tookMillis from the start of the process
 */
record Banner(
        NodeView self,
        Collection<NodeView> peers,
        NodeOptions options,
        @Nullable String http,
        long heapBytes,
        long tookMillis) {
    private static final int MOST_PEERS = 10;
    private static final double MIB = 1024 * 1024;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("node " + self.name() + " of grid " + options.cluster() + " is up      "
                + Figures.duration(tookMillis));
        lines.add("  address  " + self.address()
                + (HttpSettings.loopback(options.bind()) ? "   (this machine only; --bind ADDRESS for others)" : ""));
        lines.add("  http     " + (http == null ? "off" : http));
        lines.add("  workers  " + self.workers());
        lines.add("  heap     " + size(heapBytes) + ", no more work above " + options.heapPercent() + " %");
        lines.add("  peers    " + (peers.isEmpty() ? "none yet" : peers.size() + ":"));
        peers.stream().limit(MOST_PEERS).forEach(peer -> lines.add("           " + PeerWatch.described(peer)));
        if (peers.size() > MOST_PEERS) {
            lines.add("           +" + (peers.size() - MOST_PEERS) + " more");
        }
        lines.add("  stop     Ctrl-C or SIGTERM: takes no more, waits up to " + Durations.format(options.drainTimeout())
                + " for what runs, leaves; Ctrl-C twice: at once");
        return lines;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>(PeerWatch.fields(self));
        fields.put("cluster", options.cluster());
        fields.put("http", http);
        fields.put("heapMaxBytes", heapBytes);
        fields.put("heapPercent", options.heapPercent());
        fields.put("drainTimeoutMs", options.drainTimeout().toMillis());
        fields.put("tookMs", tookMillis);
        fields.put("peers", peers.stream().map(PeerWatch::fields).toList());
        return fields;
    }

    private static String size(long bytes) {
        double mib = bytes / MIB;
        return mib < 1024
                ? String.format(Locale.ROOT, "%.0f MiB", mib)
                : String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
    }
}
