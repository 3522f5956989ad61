package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a shard, carried out by the owner of its partition: read, call core, keep, answer. It may be carried out twice, when
 * the owner dies after it did so and the request is made again; each is made so that the second time changes nothing.
 *
 * <p>Copies are sent the whole entry as it is then, not the request: a copy that missed one is right again with the next.
 *
 * @param <R> the answer; {@code null} if there is no such shard
 */
abstract class ShardOp<R> implements EntryProcessor<String, ShardEntry, @Nullable R>, IdentifiedDataSerializable {
    private transient @Nullable ShardEntry after;

    /** Carries the request out on the shard. */
    abstract R apply(ShardEntry shard, long nowMillis);

    @Override
    public final @Nullable R process(Map.Entry<String, ShardEntry> entry) {
        ShardEntry shard = entry.getValue();
        if (shard == null) {
            shard = whenMissing();
        }
        if (shard == null) {
            return null;
        }
        long now = System.currentTimeMillis();
        R answer = apply(shard, now);
        shard.noteEnd(now);
        entry.setValue(shard);
        after = shard.copy();
        return answer;
    }

    /** What stands in for a shard that is not there; {@code null}: nothing, and the request is not carried out. */
    @Nullable
    ShardEntry whenMissing() {
        return null;
    }

    @Override
    public final @Nullable EntryProcessor<String, ShardEntry, @Nullable R> getBackupProcessor() {
        return after == null ? null : new KeepShard<>(after);
    }

    @Override
    public final int getFactoryId() {
        return StoreFactory.ID;
    }
}
