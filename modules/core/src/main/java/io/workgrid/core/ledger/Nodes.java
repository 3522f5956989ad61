package io.workgrid.core.ledger;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that take part in a ledger: the last reply to each, for an exchange that comes again, and how many workers they have.
 *
 * <p>A name that was lost never takes part again. The last {@value #MOST_LOST} lost names are kept. To make this safe without keeping
 * all, a node takes part only from its exchange number 1 on: one that is lost and forgotten goes on with a later number.
 */
final class Nodes {
    static final int MOST_LOST = 1_000;

    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Set<String> lost = new LinkedHashSet<>();
    private long workers;

    /** What is kept of a node. */
    record Known(int workers, Reply last) {}

    /** Whether an exchange of this node may take leases. */
    boolean takesPart(String node, long seq) {
        return known.containsKey(node) || (seq == 1 && !lost.contains(node));
    }

    /** The last reply to the node. */
    @Nullable
    Reply last(String node) {
        Known entry = known.get(node);
        return entry == null ? null : entry.last();
    }

    void answered(String node, int itsWorkers, Reply reply) {
        tell(node, itsWorkers);
        known.put(node, new Known(itsWorkers, reply));
    }

    private void tell(String node, int itsWorkers) {
        Known entry = known.get(node);
        workers += itsWorkers - (entry == null ? 0 : entry.workers());
    }

    /** Workers of all nodes, once this one has told its own. */
    long workersWith(String node, int itsWorkers) {
        Known entry = known.get(node);
        return workers + itsWorkers - (entry == null ? 0 : entry.workers());
    }

    void lost(String node) {
        tell(node, 0);
        known.remove(node);
        lost.add(node);
        if (lost.size() > MOST_LOST) {
            lost.remove(lost.iterator().next());
        }
    }

    Map<String, Known> known() {
        return known;
    }

    Set<String> lost() {
        return lost;
    }
}
