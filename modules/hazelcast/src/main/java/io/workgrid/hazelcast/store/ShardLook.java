package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.workgrid.core.ledger.LedgerView;
import java.io.IOException;
import java.util.Objects;

/**
 * A shard at one moment.
 *
 * @param view its ledger
 * @param endedMillis when it ended, ms since the epoch; 0: it has not
 */
record ShardLook(LedgerView view, long endedMillis) {

    /** The form of a look. */
    static final class Form implements StreamSerializer<ShardLook> {
        private static final int TYPE = 121;

        @Override
        public int getTypeId() {
            return TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, ShardLook look) throws IOException {
            out.writeObject(look.view);
            out.writeLong(look.endedMillis);
        }

        @Override
        public ShardLook read(ObjectDataInput in) throws IOException {
            LedgerView view = in.readObject();
            return new ShardLook(Objects.requireNonNull(view), in.readLong());
        }
    }
}
