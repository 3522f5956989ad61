package io.workgrid.api.task;

import java.io.Serializable;

/**
 * The user's code: what is done to each item. One instance serves all items that a worker runs for a job; it is called by one
 * thread at a time on that worker, and other workers have instances of their own.
 *
 * <p>What it throws fails the attempt; the retry policy says what then. {@link TaskFailureException} lets it say more.
 *
 * @param <I> the item
 * @param <O> the result; {@code Void} and {@code null} are allowed
 */
@FunctionalInterface
public interface Task<I, O> extends Serializable {

    /**
     * Runs one item.
     *
     * @param item the item, as it was read back on the worker
     * @param context what the grid offers to this attempt; not to be kept after the call
     */
    O run(I item, TaskContext context) throws Exception;
}
