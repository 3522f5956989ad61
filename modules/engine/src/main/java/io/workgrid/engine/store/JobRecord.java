package io.workgrid.engine.store;

import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.core.job.ShardLayout;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What everybody in the grid must know of a job to run it. Written once, at submit.
 *
 * @param id the job's id
 * @param code where its task comes from
 * @param options how to run it
 * @param scope jobs of one scope share initialised workers: the pool, or the job itself
 * @param keyed whether its items carry keys
 * @param shards how its indexes are cut
 * @param broadcasts the names of the values that are sent once to each node
 * @param createdMillis ms since the epoch
 */
public record JobRecord(
        JobId id,
        JobCode code,
        JobOptions options,
        Scope scope,
        boolean keyed,
        ShardLayout shards,
        Set<String> broadcasts,
        long createdMillis) {

    public JobRecord {
        broadcasts = Set.copyOf(broadcasts);
    }

    /** When its time is up, ms since the epoch; 0: never. */
    public long deadlineMillis() {
        return ShardLayout.deadlineMillis(options, createdMillis);
    }

    /** The name shown to people. */
    public String name() {
        String given = options.name();
        return given == null ? code.label() : given;
    }

    /**
     * What the workers of a pool are told.
     *
     * @param id the pool, or the job where it has none
     * @param initializer a serialized {@link io.workgrid.api.task.WorkerHook}, or {@code null}
     * @param finalizer likewise
     * @param workers the most chunks of the scope that a node runs at once; 0: no limit
     * @param maxItemsPerWorker a worker is replaced after that many items; 0: never
     */
    public record Scope(
            String id,
            byte @Nullable [] initializer,
            byte @Nullable [] finalizer,
            int workers,
            int maxItemsPerWorker) {}
}
