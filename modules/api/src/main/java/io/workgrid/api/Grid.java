package io.workgrid.api;

import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.NodeView;
import java.util.List;
import java.util.Optional;

/**
 * A grid, and the handle a program holds of it. Any thread may use it.
 *
 * <pre>{@code
 * try (Grid grid = Grid.local(); Pool pool = grid.pool()) {
 *     List<Integer> squares = pool.map(n -> n * n, List.of(1, 2, 3));
 * }
 * }</pre>
 */
public interface Grid extends AutoCloseable {

    /** A grid of one node in this process, in memory, with a worker for each processor this process may use. */
    static Grid local() {
        return local(Runtime.getRuntime().availableProcessors());
    }

    /**
     * A grid of one node in this process with that many workers.
     *
     * @throws BadInputException if there are fewer than 1 or more than 4,096
     */
    static Grid local(int workers) {
        return GridProvider.find().local(workers);
    }

    /**
     * The grid of many machines that one of these nodes is of, {@code host} or {@code host:port}.
     *
     * @throws UnreachableException if none of them answers; the message has the reason of each
     * @throws RefusedException if the nodes are of a release that this one does not understand; not retryable
     */
    static Grid connect(String... addresses) {
        return connect(ConnectOptions.to(addresses));
    }

    /**
     * A grid of many machines.
     *
     * @throws UnreachableException if no node answers in time; the message has the reason of each
     * @throws RefusedException if the nodes are of a release that this one does not understand; not retryable
     */
    static Grid connect(ConnectOptions options) {
        return ClusterProvider.find().connect(options);
    }

    /**
     * Makes this process a node of a grid of many machines, and waits until it is one. Closing it drains the node and leaves.
     *
     * @throws BadInputException if it cannot listen where it should
     * @throws RefusedException if the nodes that are there are of a release that this one does not understand; not retryable
     */
    static Grid join(NodeOptions options) {
        return ClusterProvider.find().join(options);
    }

    /**
     * The grid whose worker runs the calling code: how a task reaches the grid it is part of. A worker that waits for work it gave out
     * does not count as busy meanwhile.
     */
    static Optional<Grid> current() {
        return GridProvider.find().current();
    }

    /** A pool with every option at its default. */
    default Pool pool() {
        return pool(PoolOptions.DEFAULT);
    }

    /** A pool. Pools of one grid share its workers. */
    Pool pool(PoolOptions options);

    /**
     * Starts a job. Returns once the job is known to the grid; its items are read by a thread of this process.
     *
     * @throws BadInputException if the task is not known or does not take its arguments, or a needed job is not known,
     *     and nothing was submitted
     * @throws RefusedException if the grid cannot take it, or the id is in use
     */
    <I, O> JobHandle<O> submit(JobSpec<I, O> spec);

    /**
     * A job by its id.
     *
     * @throws NoSuchJobException if the grid does not know it, or no longer
     */
    JobHandle<?> job(JobId id);

    /** The jobs that run, and those that ended and are still kept, newest first. */
    List<JobView> jobs();

    /** The nodes. */
    List<NodeView> nodes();

    /** Hands out the objects that the whole grid shares: dict, list, counter, lock, queue ... They stay until they are removed. */
    Manager manager();

    /**
     * Hands out the objects that belong to a job; they go with its record.
     *
     * @throws NoSuchJobException if the grid does not know it, or no longer
     */
    Manager manager(JobId job);

    /**
     * The locks, semaphores, conditions and barriers of the whole grid and of all its jobs that somebody holds or waits for, those in a
     * deadlock first: a cycle may go through several jobs. {@link Manager#locks} has those of one scope.
     */
    List<LockView> locks();

    /**
     * Tells a node to take no more, to finish what it holds and to leave. Returns once it has said that it will; {@link #nodes} shows when it
     * has left. A grid in this process refuses: its only node ends with it, by {@link #close}.
     *
     * @param node its name in the grid, or the one its operator gave it, if only one node has that
     * @throws NoSuchNodeException if there is none
     * @throws BadInputException if several nodes have that name
     * @throws RefusedException if the grid is in this process
     * @throws UnreachableException if the node did not answer; it may drain all the same
     */
    void drain(String node);

    /** Ends what this process holds of the grid. A local grid cancels its jobs; a cluster goes on. */
    @Override
    void close();
}
