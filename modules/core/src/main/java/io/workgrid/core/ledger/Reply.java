package io.workgrid.core.ledger;

import java.util.List;

/**
 * What a ledger answers to an {@link Exchange}.
 *
 * @param seq the exchange's number
 * @param leases new leases, at most as many as wanted
 * @param refusals the reports that did not count, and why
 * @param stop what the node is to do with leases of this ledger that it holds
 * @param ended every item has an outcome and none will come: the node may forget the ledger
 * @param priority the job's priority now
 * @param readyAtMillis when the next waiting retry becomes ready, ms since the epoch; {@link Long#MAX_VALUE} if none waits
 */
public record Reply(
        long seq,
        List<Lease> leases,
        List<Refusal> refusals,
        Stop stop,
        boolean ended,
        int priority,
        long readyAtMillis) {

    public Reply {
        leases = List.copyOf(leases);
        refusals = List.copyOf(refusals);
    }

    /**
     * A chunk held by a node.
     *
     * @param fence grows with every lease of the ledger
     * @param first its first index
     * @param count how many items, at least 1
     * @param attempt which try at these items this is, from 1
     */
    public record Lease(long fence, long first, int count, int attempt) {
        public Lease {
            if (fence < 1 || first < 0 || count < 1 || attempt < 1) {
                throw new IllegalArgumentException(
                        "lease " + first + "+" + count + " fence " + fence + " attempt " + attempt);
            }
        }
    }

    /**
     * A report that did not count: no outcome, counter or duration of it was taken. The ledger is as if it had not come, but for a
     * malformed one: its lease is over, as if the node had been lost with it, for no better report of it would ever come.
     *
     * @param fence the report's
     * @param first the report's
     * @param reason why
     */
    public record Refusal(long fence, long first, Reason reason) {}

    /** Why a report did not count. */
    public enum Reason {
        /** No live lease has this fence: it was taken back, or reported before. */
        NO_SUCH_LEASE,
        /** The lease is held by another node. */
        NOT_YOURS,
        /** The report names other items than the lease, or an end that this job does not allow; the lease is over. */
        MALFORMED
    }

    /** What a node is to do with leases of the ledger. */
    public enum Stop {
        /** Go on. */
        NONE,
        /** Let running items end, give back what has not started. */
        SOON,
        /** Cancel running items, give back what has not started. */
        NOW
    }
}
