package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes that a shard of a job has ended. Again changes nothing. */
final class NoteEnd implements EntryProcessor<String, @Nullable EndedJob, Boolean>, IdentifiedDataSerializable {
    private long shard;
    private long endedMillis;
    private long bytes;

    NoteEnd() {}

    NoteEnd(long shard, long endedMillis, long bytes) {
        this.shard = shard;
        this.endedMillis = endedMillis;
        this.bytes = bytes;
    }

    @Override
    public Boolean process(Map.Entry<String, @Nullable EndedJob> entry) {
        EndedJob job = entry.getValue();
        EndedJob known = job == null ? new EndedJob(new long[0], 0, 0, null) : job;
        if (Arrays.stream(known.shards()).noneMatch(each -> each == shard)) {
            long[] more = Arrays.copyOf(known.shards(), known.shards().length + 1);
            more[more.length - 1] = shard;
            entry.setValue(new EndedJob(
                    more, Math.max(known.endedMillis(), endedMillis), known.bytes() + bytes, known.removed()));
        }
        return true;
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.NOTE_END;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(shard);
        out.writeLong(endedMillis);
        out.writeLong(bytes);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        shard = in.readLong();
        endedMillis = in.readLong();
        bytes = in.readLong();
    }
}
