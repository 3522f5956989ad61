package io.workgrid.api.view;

/**
 * Where a job is in its life.
 *
 * <pre>
 * RUNNING  -> PAUSED, STOPPING, FINISHED, CANCELLED, FAILED, LOST
 * PAUSED   -> RUNNING, STOPPING, FINISHED, CANCELLED, FAILED, LOST     (FINISHED: what ran was the rest)
 * STOPPING -> CANCELLED, FAILED, LOST     (no new leases; running items end or are cancelled)
 * </pre>
 */
public enum JobPhase {
    /** Items are leased to nodes as they ask. */
    RUNNING,
    /** No new leases; items that run go on to their end. Also while it waits for jobs it needs: the reason says which. */
    PAUSED,
    /** The job was cancelled, halted, failed or timed out; the last running items are awaited. */
    STOPPING,
    /** Every item has an outcome and the job was not stopped. Items may have failed. */
    FINISHED,
    /** Every item has an outcome; some were cancelled by a user, a halt rule or the deadline. */
    CANCELLED,
    /** The job as a whole failed, as when a worker's initializer threw; the reason says why. */
    FAILED,
    /** The grid lost the job's ledger with every copy of it; outcomes that were not read are not known. */
    LOST;

    /** Whether the job will not change any more. */
    public boolean ended() {
        return switch (this) {
            case RUNNING, PAUSED, STOPPING -> false;
            case FINISHED, CANCELLED, FAILED, LOST -> true;
        };
    }
}
