package io.workgrid.core.ledger;

/**
 * A live lease.
 *
 * @param node who holds it
 * @param fence its fence
 * @param first its first index
 * @param count how many items
 * @param attempt which attempt this is
 * @param lost how many of the earlier ones were lost
 */
record Held(String node, long fence, long first, int count, int attempt, int lost) {

    long end() {
        return first + count;
    }

    Reply.Lease lease() {
        return new Reply.Lease(fence, first, count, attempt);
    }
}
