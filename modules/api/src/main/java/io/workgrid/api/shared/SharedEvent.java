package io.workgrid.api.shared;

import java.time.Duration;

/**
 * A flag one can wait for, not set at first. {@link Manager} says what holds for all shared objects. It has no owner: it stays set when who set it dies. Setting it
 * when it is set, and clearing it when it is clear, do nothing.
 */
public interface SharedEvent extends SharedObject {

    /** Sets it, and wakes all that wait. They go on, even if it is cleared at once. */
    void set();

    /** Clears it. */
    void clear();

    /** Whether it is set. */
    boolean isSet();

    /** Waits until it is set. */
    void await();

    /**
     * Waits until it is set.
     *
     * @return false if it is not in time; as Python's {@code wait}
     */
    boolean await(Duration timeout);
}
