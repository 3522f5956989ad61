package io.workgrid.api.shared;

import java.time.Duration;
import java.util.Optional;

/**
 * A number of permits; Python's {@code BoundedSemaphore}. {@link Manager} says what holds for all shared objects, and who an owner is. Permits are given in the
 * order in which they were asked for; those of an attempt, process or node that ends come back. At most 4,096 wait.
 */
public interface SharedSemaphore extends SharedObject {

    /** Waits for a permit. */
    Hold acquire();

    /**
     * Waits for a permit.
     *
     * @throws io.workgrid.api.WaitTimedOutException if there is none in time; none was taken
     */
    Hold acquire(Duration timeout);

    /** A permit, if there is one now and nobody waits. */
    Optional<Hold> tryAcquire();

    /**
     * Gives back the caller's oldest permit.
     *
     * @throws io.workgrid.api.BadInputException if the caller has none
     */
    void release();

    /** How many permits nobody holds. */
    int available();
}
