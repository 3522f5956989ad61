package io.workgrid.api;

import io.workgrid.api.task.WorkerHook;
import org.jspecify.annotations.Nullable;

/**
 * How a pool is made: the arguments of Python's {@code Pool(...)}.
 *
 * @param workers the most workers of the grid that work for this pool at once; 0 (default): all
 * @param initializer runs on each worker before its first item of this pool; if it throws, the job fails with that cause. What it sets in a
 *     static field is there in all calls of the pool; all workers of a node share it
 * @param finalizer runs on each worker when the pool is closed or the worker is replaced; what it throws is logged
 * @param maxTasksPerWorker a worker is replaced by a fresh one after that many items; 0 (default): never
 */
public record PoolOptions(
        int workers,
        @Nullable WorkerHook initializer,
        @Nullable WorkerHook finalizer,
        int maxTasksPerWorker) {

    /** All workers, no hooks, workers are kept. */
    public static final PoolOptions DEFAULT = new PoolOptions(0, null, null, 0);

    public PoolOptions {
        if (workers < 0) {
            throw new BadInputException("workers is " + workers + "; wanted at least 1, or nothing for all");
        }
        if (maxTasksPerWorker < 0) {
            throw new BadInputException("max tasks per worker is " + maxTasksPerWorker + "; wanted at least 1");
        }
    }

    /**
     * With a limit of workers.
     *
     * @throws BadInputException if it is below 1
     */
    public PoolOptions withWorkers(int to) {
        if (to < 1) {
            throw new BadInputException("workers is " + to + "; wanted at least 1");
        }
        return new PoolOptions(to, initializer, finalizer, maxTasksPerWorker);
    }

    /** With code that runs on each worker first. */
    public PoolOptions withInitializer(WorkerHook to) {
        return new PoolOptions(workers, to, finalizer, maxTasksPerWorker);
    }

    /** With code that runs on each worker last. */
    public PoolOptions withFinalizer(WorkerHook to) {
        return new PoolOptions(workers, initializer, to, maxTasksPerWorker);
    }

    /**
     * With workers that are replaced.
     *
     * @throws BadInputException if it is below 1
     */
    public PoolOptions withMaxTasksPerWorker(int to) {
        if (to < 1) {
            throw new BadInputException("max tasks per worker is " + to + "; wanted at least 1");
        }
        return new PoolOptions(workers, initializer, finalizer, to);
    }
}
