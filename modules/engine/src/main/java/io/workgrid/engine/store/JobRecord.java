package io.workgrid.engine.store;

import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.core.job.JobFold;
import io.workgrid.core.job.Needs;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.LedgerSpec;
import java.util.List;
import java.util.Map;
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
 * @param broadcasts the values that are sent once to each node: the SHA-256 of their bytes, in hex, by name
 * @param createdMillis ms since the epoch
 * @param needs the jobs that must have ended well before it begins
 * @param signature see {@link JobSeal}; {@code null}: nobody signed it
 */
public record JobRecord(
        JobId id,
        JobCode code,
        JobOptions options,
        Scope scope,
        boolean keyed,
        ShardLayout shards,
        Map<String, String> broadcasts,
        long createdMillis,
        List<JobId> needs,
        byte @Nullable [] signature) {
    /** The label that names the job which this one goes on from: what that one has done is not in this one. */
    public static final String GOES_ON_FROM = "grid.goes-on-from";

    private static final long MOST_KEPT_BYTES = 64L * 1024 * 1024;

    public JobRecord {
        broadcasts = Map.copyOf(broadcasts);
        needs = List.copyOf(needs);
    }

    /** A job that needs no other, not signed. */
    public JobRecord(
            JobId id,
            JobCode code,
            JobOptions options,
            Scope scope,
            boolean keyed,
            ShardLayout shards,
            Map<String, String> broadcasts,
            long createdMillis) {
        this(id, code, options, scope, keyed, shards, broadcasts, createdMillis, List.of(), null);
    }

    JobRecord withSignature(byte[] to) {
        return new JobRecord(id, code, options, scope, keyed, shards, broadcasts, createdMillis, needs, to);
    }

    /**
     * How many bytes of items that ended otherwise than DONE are kept, so that they can be run again. Of a pool's call none are: whoever
     * made it holds the items.
     */
    public long keptItemBytes() {
        return keepsHashes() ? MOST_KEPT_BYTES : 0;
    }

    /** Whether it is kept by what the items that are DONE are told, so that another job can leave them out. Of a pool's call it is not. */
    public boolean keepsHashes() {
        return scope.id().equals(id.text());
    }

    /** What its views tell that does not change. */
    public JobFold.Told told() {
        return new JobFold.Told(id.text(), name(), code.label(), createdMillis, options.labels(), needed());
    }

    /** The ids of the jobs it needs. */
    public List<String> needed() {
        return needs.stream().map(JobId::text).toList();
    }

    /** What the ledger of a shard is told when it is made. */
    public LedgerSpec ledger(int shard) {
        return shards.spec(shard, options, createdMillis, id.hashCode(), Needs.waits(needed()));
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
