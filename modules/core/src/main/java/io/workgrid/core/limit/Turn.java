package io.workgrid.core.limit;

import java.util.Comparator;

/**
 * A ledger's claim to the next free worker of a node; the least comes first. The higher priority goes first; of equal ones the job
 * that holds fewer leases on this node, so that equal jobs share it whatever their size; then the older one.
 *
 * @param priority the job's
 * @param held leases of the job on the node
 * @param arrival grows with each job the node learns of
 * @param shard the ledger's shard
 */
public record Turn(int priority, int held, long arrival, int shard) implements Comparable<Turn> {
    private static final Comparator<Turn> ORDER = Comparator.comparingInt(Turn::priority)
            .reversed()
            .thenComparingInt(Turn::held)
            .thenComparingLong(Turn::arrival)
            .thenComparingInt(Turn::shard);

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
