package io.workgrid.core.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live leases of a ledger, in the order of their fences. A node's are found without looking at those of others. */
final class Leases {
    private final Map<Long, Held> byFence = new LinkedHashMap<>();
    private final Map<String, Map<Long, Held>> byNode = new HashMap<>();
    private long lastFence;
    private long items;

    Held grant(String node, long first, int count, int attempt, int lost) {
        Held held = new Held(node, ++lastFence, first, count, attempt, lost);
        add(held);
        return held;
    }

    private void add(Held held) {
        byFence.put(held.fence(), held);
        byNode.computeIfAbsent(held.node(), any -> new LinkedHashMap<>()).put(held.fence(), held);
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
        byNode.computeIfPresent(held.node(), (any, its) -> {
            its.remove(held.fence());
            return its.isEmpty() ? null : its;
        });
    }

    /** Of one node, in the order of their fences; a copy. */
    List<Held> of(String node) {
        return List.copyOf(byNode.getOrDefault(node, Map.of()).values());
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
