package io.workgrid.engine.worker;

import io.workgrid.core.ledger.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker needs of its node. Called by worker threads; {@link #next} blocks, nothing else does. */
public interface Workplace {

    /** The node's name. */
    String name();

    /** The next thing to do; {@code null} to end the thread. An interrupt that is not the node's end is passed over. */
    @Nullable
    Order next(WorkerThread worker) throws InterruptedException;

    /**
     * A chunk has ended.
     *
     * @param reports of all its leases
     * @param comesBack whether the caller is about to ask what is next, and will send the report on itself
     */
    void finished(Chunk chunk, List<Exchange.Report> reports, boolean comesBack);

    /** A job cannot be run here: its code or its initializer failed. */
    void broken(RunningJob job, String reason, Throwable cause);

    /**
     * The worker must be replaced by a new one of the same number.
     *
     * @param stuck whether it may never end; else it is worn out, and leaves in good order
     */
    void replace(WorkerThread worker, boolean stuck);

    /** The worker is about to leave what it holds, and then to end. */
    void leaving(WorkerThread worker);

    /** The worker has left all it held. */
    void gone(WorkerThread worker);

    /** The worker waits for work it gave out (true), or goes on (false). What it throws changed nothing. */
    void blocked(WorkerThread worker, boolean begins);

    /** Calls {@link WorkerThread#overdue} after that time, and again as it says. */
    void watch(WorkerThread worker, long nanos);

    /** Something of the user's failed where nobody waits for it. */
    void trouble(String what, Throwable cause);

    /** What a worker is told to do. */
    sealed interface Order {
        /** Run a chunk. */
        record Run(Chunk chunk) implements Order {}

        /** Forget jobs and scopes that have ended. */
        record Leave(List<Leaving> what) implements Order {}
    }

    /**
     * A job or scope to leave.
     *
     * @param id the job's id or the scope's
     * @param left completes when this worker has left it
     */
    record Leaving(String id, Runnable left) {}
}
