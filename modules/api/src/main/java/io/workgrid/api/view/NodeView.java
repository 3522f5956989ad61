package io.workgrid.api.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node at one moment.
 *
 * @param name the node's name, unique in the grid; one that comes back has another
 * @param workers how many workers it has
 * @param busy how many of them run an item now; -1 if the node did not say
 * @param draining whether it takes no more leases and is about to leave
 * @param address host and port where it listens for other nodes; {@code null} for an embedded one
 * @param labels what its operator wrote on it
 * @param note why it takes no leases now; {@code null} if it does
 * @param copying whether copies of what it keeps for the grid are still being made, as after nodes came or went: who is lost meanwhile may
 *     take jobs along. An embedded one has none to make
 */
public record NodeView(
        String name,
        int workers,
        int busy,
        boolean draining,
        @Nullable String address,
        Map<String, String> labels,
        @Nullable String note,
        boolean copying) {

    public NodeView {
        labels = Map.copyOf(labels);
    }
}
