package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.List;
import java.util.function.Predicate;

/** What a cell of one kind does. It has the state of the object and nothing of calls, sessions and repeats, which the cell sees to. */
interface Machine {

    /**
     * Carries out an operation. What is refused changes nothing; what waits is parked, see {@link Turn#park}.
     *
     * @param op the operation, to be read to its end
     */
    Answer call(Turn turn, ByteSource op);

    /** A call that was parked waits no more, unserved: it was withdrawn, or its owner is gone. */
    default void left(Turn turn, long ticket) {}

    /** Owners are no more: what they have is released. Their parked calls have left before. */
    default void ended(Turn turn, Predicate<Owner> who) {}

    /**
     * As {@link #ended(Turn, Predicate)}.
     *
     * @param well whether they did what they had to do
     */
    default void ended(Turn turn, Predicate<Owner> who, boolean well) {
        ended(turn, who);
    }

    /** Time passes: what has become due is done. False if nothing was. */
    default boolean tick(Turn turn) {
        return false;
    }

    /** Who has what, for those who look. */
    default List<CellView.Holder> holders() {
        return List.of();
    }

    /** Whether a parked call waits for one of {@link #holders} to release, so that it may be part of a deadlock. */
    default boolean waitsForHolders(long ticket) {
        return false;
    }

    /** How many entries it has. */
    default long entries() {
        return 0;
    }

    /** About how many bytes its values take. */
    default long bytes() {
        return 0;
    }

    /** Writes its state. */
    void write(ByteSink sink);
}
