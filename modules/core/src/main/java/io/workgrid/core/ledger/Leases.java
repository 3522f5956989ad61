package io.workgrid.core.ledger;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live leases of a ledger, in the order of their fences. */
final class Leases {
    private final Map<Long, Held> byFence = new LinkedHashMap<>();
    private long lastFence;
    private long items;

    Held grant(String node, long first, int count, int attempt, int lost) {
        Held held = new Held(node, ++lastFence, first, count, attempt, lost);
        add(held);
        return held;
    }

    private void add(Held held) {
        byFence.put(held.fence(), held);
        items += held.count();
    }

    /** Takes over a live lease of a stored ledger. */
    void restore(Held held) {
        add(held);
    }

    /** The last fence of a stored ledger. */
    void restoreFence(long fence) {
        lastFence = fence;
    }

    @Nullable
    Held find(long fence) {
        return byFence.get(fence);
    }

    /** The lease is over. */
    void end(Held held) {
        if (byFence.remove(held.fence()) == null) {
            throw new IllegalStateException("lease with fence " + held.fence() + " is not live");
        }
        items -= held.count();
    }

    List<Held> of(String node) {
        return byFence.values().stream()
                .filter(held -> held.node().equals(node))
                .toList();
    }

    Collection<Held> all() {
        return byFence.values();
    }

    int live() {
        return byFence.size();
    }

    /** How many items are in live leases. */
    long items() {
        return items;
    }

    long lastFence() {
        return lastFence;
    }
}
