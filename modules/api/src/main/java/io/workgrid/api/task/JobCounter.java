package io.workgrid.api.task;

/** A counter of the job, seen from one attempt. See {@link TaskContext#counter}. */
public interface JobCounter {
    /** Adds; negative numbers are allowed. The sum wraps silently at 2^63. */
    void add(long amount);

    /** Adds one. */
    default void increment() {
        add(1);
    }
}
