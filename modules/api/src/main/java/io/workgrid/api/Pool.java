package io.workgrid.api;

import io.workgrid.api.task.ItemFunction;
import io.workgrid.api.task.PairFunction;
import io.workgrid.api.task.Task;
import io.workgrid.api.view.JobView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool of workers, after Python's {@code multiprocessing.Pool}. Any thread may use it. Each call is a job of its own.
 *
 * <p>What a call takes must be serializable, and what it captures too: code, items and results travel in bytes, also when the grid is
 * this process, so that a program does not change when machines are added.
 *
 * <p>Differences from Python, on purpose: input is read a bounded number ahead of the workers, never whole; an initializer that throws
 * fails the job instead of hanging; a running item can be cancelled; {@link #map} reports the first failure, by index, after all items
 * ran; what cannot be sent is the failure of that item, and the pool goes on; a task may use the pool it runs in.
 *
 * <p>Everything that submits throws {@link GridClosedException} once the pool is closed.
 */
public interface Pool extends AutoCloseable {

    /** This pool with other options for the calls made through the returned view. */
    Pool with(JobOptions options);

    /** This pool, with a value that the tasks of calls through the returned view read by name, sent once to each node. */
    Pool withBroadcast(String name, Object value);

    /** This pool, with a listener for calls through the returned view: told of progress a few times a second and at the end. */
    Pool onProgress(Consumer<JobView> listener);

    /**
     * Applies the function to each item and returns the results in order.
     *
     * @throws GridException the first failure by index, once every item has run
     */
    <I, O> List<O> map(ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items);

    /** As {@link #map(ItemFunction, Iterable)}, for a task that uses its context. */
    <I, O> List<O> map(Task<? super I, ? extends O> task, Iterable<? extends I> items);

    /** As {@link #map(ItemFunction, Iterable)}, at once. */
    <I, O> AsyncResult<List<O>> mapAsync(ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items);

    /** As {@link #map(Task, Iterable)}, at once. */
    <I, O> AsyncResult<List<O>> mapAsync(Task<? super I, ? extends O> task, Iterable<? extends I> items);

    /**
     * As {@link #mapAsync(ItemFunction, Iterable)}, with callbacks: exactly one of them is called, once, on a thread of the grid. What
     * a callback throws goes to that thread's uncaught exception handler and hurts nothing else.
     */
    <I, O> AsyncResult<List<O>> mapAsync(
            ItemFunction<? super I, ? extends O> function,
            Iterable<? extends I> items,
            @Nullable Consumer<? super List<O>> onSuccess,
            @Nullable Consumer<? super GridException> onError);

    /** Results one by one, in order, while later items still run; the input may be endless. */
    <I, O> ResultIterator<O> imap(ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items);

    /** As {@link #imap(ItemFunction, Iterable)}, for a task that uses its context. */
    <I, O> ResultIterator<O> imap(Task<? super I, ? extends O> task, Iterable<? extends I> items);

    /** Results one by one, as they come. */
    <I, O> ResultIterator<O> imapUnordered(ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items);

    /** As {@link #imapUnordered(ItemFunction, Iterable)}, for a task that uses its context. */
    <I, O> ResultIterator<O> imapUnordered(Task<? super I, ? extends O> task, Iterable<? extends I> items);

    /** As {@link #map(ItemFunction, Iterable)}, with two arguments for each call. */
    <A, B, O> List<O> starmap(
            PairFunction<? super A, ? super B, ? extends O> function,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs);

    /** As {@link #starmap}, at once. */
    <A, B, O> AsyncResult<List<O>> starmapAsync(
            PairFunction<? super A, ? super B, ? extends O> function,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs);

    /** Runs the call on a worker and waits. */
    <O> @Nullable O apply(RemoteCall<? extends O> call);

    /** Applies the function to one item on a worker and waits. */
    <I, O> @Nullable O apply(ItemFunction<? super I, ? extends O> function, I item);

    /** Runs the call on a worker. */
    <O> AsyncResult<O> applyAsync(RemoteCall<? extends O> call);

    /** Runs the call on a worker, with callbacks as in {@code mapAsync}. */
    <O> AsyncResult<O> applyAsync(
            RemoteCall<? extends O> call,
            @Nullable Consumer<? super O> onSuccess,
            @Nullable Consumer<? super GridException> onError);

    /** Applies the function to one item on a worker. */
    <I, O> AsyncResult<O> applyAsync(ItemFunction<? super I, ? extends O> function, I item);

    /** No new calls; those under way go on. Finalizers run when the last has ended. As Python's {@code close()}. */
    void shutdown();

    /** No new calls; those under way are cancelled. As Python's {@code terminate()}. */
    void terminate();

    /**
     * Waits until all calls have ended and the finalizers have run.
     *
     * @return false if they have not by then
     * @throws IllegalStateException if the pool takes new calls
     */
    boolean join(Duration timeout);

    /** {@link #shutdown}, then waits for what is under way, as leaving a block should: nothing that was asked for is lost. */
    @Override
    void close();

    /** A call that can be sent to a worker. */
    @FunctionalInterface
    interface RemoteCall<O> extends Callable<O>, java.io.Serializable {}
}
