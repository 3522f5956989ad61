package io.workgrid.api.shared;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock of the grid, given in the order in which it was asked for. {@link Manager} says what holds for all shared objects, and who an owner is.
 *
 * <p>When its holder's attempt ends, or its process or node is gone, the lock goes to the next one. A node that was only cut off may still believe that it
 * holds it: let changes depend on it with {@code withFence}, or send {@link Hold#fence} along. {@link Manager#locks} shows holders, waiters and deadlocks.
 *
 * <p>A holder that asks again is refused with a {@link io.workgrid.api.BadInputException} instead of waiting for itself as Python's lock does. Only the holder can release;
 * in Python anybody can. At most 4,096 wait.
 */
public interface SharedLock extends SharedObject {

    /** Waits for the lock. */
    Hold acquire();

    /**
     * Waits for the lock.
     *
     * @throws io.workgrid.api.WaitTimedOutException if it is not free in time; it was not taken
     */
    Hold acquire(Duration timeout);

    /** The lock, if it is free now and nobody waits for it. */
    Optional<Hold> tryAcquire();

    /**
     * Releases. A repeated call is one too many.
     *
     * @throws io.workgrid.api.BadInputException if the caller never had it
     * @throws io.workgrid.api.StaleFenceException if it was taken from the caller meanwhile
     */
    void release();

    /** Whether somebody holds it. */
    boolean locked();

    /** Whether the caller holds it. */
    boolean held();
}
