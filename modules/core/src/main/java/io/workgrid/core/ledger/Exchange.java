package io.workgrid.core.ledger;

import java.util.List;
import java.util.Map;

/**
 * One request of a node to a ledger: reports finished leases, asks for more.
 *
 * @param node the node, as one incarnation: a node that was lost and comes back has another name
 * @param seq counts the node's exchanges with this ledger, from 1; the same number again gets the stored reply
 * @param reports leases that ended on the node
 * @param wanted the most leases it would take now
 * @param workers how many workers the node has, for the size of chunks
 */
public record Exchange(String node, long seq, List<Report> reports, int wanted, int workers) {

    public Exchange {
        reports = List.copyOf(reports);
        if (seq < 1 || wanted < 0 || workers < 0) {
            throw new IllegalArgumentException(
                    "exchange " + seq + " wants " + wanted + " with " + workers + " workers");
        }
    }

    /**
     * Whether other nodes may get leases after it that they could not have before: items come back, or a place becomes free.
     *
     * @param parallelism the most live leases; 0: no limit
     */
    public boolean mayFree(int parallelism) {
        return reports.stream()
                .anyMatch(report -> parallelism > 0 || !report.exceptions().isEmpty());
    }

    /**
     * The end of one lease. Every item of it that is not named in {@code exceptions} is DONE and its result is in a block.
     *
     * @param fence the lease's
     * @param first the lease's first index
     * @param count the lease's number of items
     * @param exceptions the items that are not simply done, in ascending order
     * @param counters what the DONE items added to the job's counters
     * @param ranNanos how long all items that ran took together
     */
    public record Report(
            long fence, long first, int count, List<ItemEnd> exceptions, Map<String, Long> counters, long ranNanos) {
        public Report {
            exceptions = List.copyOf(exceptions);
            counters = Map.copyOf(counters);
        }
    }

    /**
     * An item that is not simply done.
     *
     * @param index the item
     * @param end how its attempt ended
     */
    public record ItemEnd(long index, End end) {}

    /** How an attempt that is not simply done ended, as {@code core.retry} judged it on the worker. */
    public enum End {
        /** Failed for good; the error is in a block. */
        FAILED,
        /** Failed and to be tried again after the policy's wait; no block. */
        RETRY,
        /** An unsafe attempt of which nobody can say what it did; what is known is in a block. */
        UNKNOWN,
        /** Ended by a cancel; no block. */
        CANCELLED,
        /** Never started: goes back without blame; no block. */
        RELEASED;

        /** Whether the item has an outcome by it, which is not DONE. */
        public boolean settles() {
            return switch (this) {
                case FAILED, UNKNOWN, CANCELLED -> true;
                case RETRY, RELEASED -> false;
            };
        }
    }
}
