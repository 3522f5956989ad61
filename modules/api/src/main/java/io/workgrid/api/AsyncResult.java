package io.workgrid.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What {@code applyAsync} and {@code mapAsync} return: a result that will be there. Any thread may use it.
 *
 * @param <R> the result
 */
public interface AsyncResult<R> {

    /**
     * Waits for the result.
     *
     * @throws GridException the first failure, by index, once everything has run
     */
    @Nullable
    R get();

    /**
     * Waits for the result.
     *
     * @throws WaitTimedOutException if it is not there by then; the work goes on
     */
    @Nullable
    R get(Duration timeout);

    /** Waits; says whether it is there. */
    boolean waitFor(Duration timeout);

    /** Whether it is there, or has failed. */
    boolean ready();

    /**
     * Whether it is there and nothing failed.
     *
     * @throws IllegalStateException if it is not ready
     */
    boolean successful();

    /** Cancels what waits and what runs. */
    void cancel();

    /** The job behind it. */
    JobHandle<?> job();

    /** The same as a future; cancelling the future does not cancel the work. Its actions run on a thread of the grid. */
    CompletableFuture<R> toFuture();
}
