package io.workgrid.core.limit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which nodes the workers of a limited pool are on. Every node works it out by itself, from the same list of nodes, so nobody has to be
 * asked: the pool fills one node after the other, in an order of its own, until it has as many workers as it may.
 */
public final class Quota {
    private Quota() {}

    /**
     * How many workers of the pool are a node's.
     *
     * @param pool its id
     * @param most how many it may have in all
     * @param workers how many each node has
     * @param node the one that asks; 0 if it is not among them
     */
    public static int of(String pool, int most, Map<String, Integer> workers, String node) {
        List<String> order = workers.keySet().stream()
                .sorted(Comparator.<String>comparingInt(each -> (pool + each).hashCode() * 0x9E3779B1)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        int left = most;
        for (String each : order) {
            int mine = Math.min(left, workers.getOrDefault(each, 0));
            if (each.equals(node)) {
                return mine;
            }
            left -= mine;
        }
        return 0;
    }
}
