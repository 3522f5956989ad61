package io.workgrid.core.ledger;

/**
 * Consecutive items that nobody holds and that were given out before.
 *
 * @param first the first index
 * @param end one past the last index
 * @param attempt which attempt their next one is
 * @param lost how many of the earlier ones were lost
 */
record Piece(long first, long end, int attempt, int lost) {

    /** Whether the other one begins where this one ends and has the same past. */
    boolean continuedBy(Piece next) {
        return end == next.first && attempt == next.attempt && lost == next.lost;
    }

    Piece joined(Piece next) {
        return new Piece(first, next.end, attempt, lost);
    }

    Piece from(long index) {
        return new Piece(index, end, attempt, lost);
    }
}
