package io.workgrid.api.shared;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A condition of a lock; to be used by who holds it, else {@link io.workgrid.api.BadInputException}. {@link Manager} says what holds for all shared objects.
 *
 * <p>Waiting gives the lock back, however often it was taken, waits to be signalled, and takes the lock again, as one step. A wait that times out or is interrupted
 * takes the lock again too. A signal goes to those that wait longest; one to a waiter that died goes to the next. {@code notify} is called {@code signal} here:
 * Java's objects have a {@code notify} already.
 */
public interface SharedCondition extends SharedObject {

    /** Waits for a signal. */
    void await();

    /**
     * Waits for a signal.
     *
     * @return false if none came in time; the lock is held again
     */
    boolean await(Duration timeout);

    /**
     * Waits until something is true, looking at it with the lock held, at first and after each signal; Python's {@code wait_for}.
     *
     * @return false if it is not true in time; the lock is held again
     */
    boolean awaitUntil(BooleanSupplier condition, Duration timeout);

    /** Wakes at most that many. */
    void signal(int waiters);

    /** Wakes one. */
    default void signal() {
        signal(1);
    }

    /** Wakes all. */
    void signalAll();
}
