package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the end of a job, for keeping it as long as it should be; and, once it was removed, why.
 *
 * @param shards the shards that have ended
 * @param endedMillis when the last of these did, ms since the epoch
 * @param bytes about how many bytes of results it has
 * @param removed why it is no longer kept; {@code null} while it is
 */
record EndedJob(
        long[] shards,
        long endedMillis,
        long bytes,
        @Nullable String removed) {

    /** The form of it. */
    static final class Form implements StreamSerializer<EndedJob> {
        private static final int TYPE = 123;

        @Override
        public int getTypeId() {
            return TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, EndedJob job) throws IOException {
            out.writeLongArray(job.shards);
            out.writeLong(job.endedMillis);
            out.writeLong(job.bytes);
            out.writeString(job.removed);
        }

        @Override
        public EndedJob read(ObjectDataInput in) throws IOException {
            return new EndedJob(
                    Objects.requireNonNull(in.readLongArray(), "the shards are missing"),
                    in.readLong(),
                    in.readLong(),
                    in.readString());
        }
    }
}
