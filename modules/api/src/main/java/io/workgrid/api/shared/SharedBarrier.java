package io.workgrid.api.shared;

import java.time.Duration;

/**
 * Where a number of parties wait for each other; used again and again. {@link Manager} says what holds for all shared objects, and who an owner is.
 *
 * <p>If one that waits times out, is interrupted, or its attempt, process or node ends, the barrier is broken: all that wait, and all that come, get a {@link
 * io.workgrid.api.BarrierBrokenException} until {@link #reset}. So nobody waits for the dead.
 */
public interface SharedBarrier extends SharedObject {

    /** Waits until all are there. Returns 0 to parties - 1, a different number for each; the one with 0 ran the action. */
    int await();

    /**
     * Waits until all are there.
     *
     * @throws io.workgrid.api.BarrierBrokenException if they are not in time, or it broke; then it is broken for all
     */
    int await(Duration timeout);

    /** Makes it as new. Who waits gets a {@link io.workgrid.api.BarrierBrokenException}. */
    void reset();

    /** Breaks it. */
    void abort();

    /** Whether it is broken. */
    boolean broken();

    /** How many have to come. */
    int parties();

    /** How many wait now. */
    int waiting();
}
