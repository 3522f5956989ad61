package io.workgrid.engine.worker;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waiting on a worker's thread. A task that waits for work it gave to its own grid would hold the worker that work needs; so while it
 * waits, its node runs another worker in its place.
 */
public final class Blocking {
    private Blocking() {}

    /** Runs something that waits. On threads that are no workers it is just run. */
    public static <T> T run(Supplier<T> wait) {
        if (!(Thread.currentThread() instanceof WorkerThread worker)) {
            return wait.get();
        }
        worker.place().blocked(worker, true);
        try {
            return wait.get();
        } finally {
            worker.place().blocked(worker, false);
        }
    }

    /** The node whose worker runs the calling thread. */
    public static Optional<Workplace> here() {
        return Thread.currentThread() instanceof WorkerThread worker ? Optional.of(worker.place()) : Optional.empty();
    }

    /** The attempt that the calling thread runs; empty for threads that run no item. */
    public static Optional<Tenant> tenant() {
        return Thread.currentThread() instanceof WorkerThread worker ? worker.tenant() : Optional.empty();
    }
}
