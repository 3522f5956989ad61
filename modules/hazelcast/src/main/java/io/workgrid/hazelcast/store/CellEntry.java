package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.workgrid.core.shared.Cell;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shared cell as it stands in the map. The owner of the partition has it as objects; copies keep the bytes until they are asked. Used
 * by the thread of its partition only.
 */
final class CellEntry {
    private byte @Nullable [] bytes;
    private @Nullable Cell cell;

    private CellEntry(byte @Nullable [] bytes, @Nullable Cell cell) {
        this.bytes = bytes;
        this.cell = cell;
    }

    static CellEntry of(Cell cell) {
        return new CellEntry(null, cell);
    }

    static CellEntry ofBytes(byte[] bytes) {
        return new CellEntry(bytes, null);
    }

    Cell cell() {
        Cell now = cell;
        if (now == null) {
            now = Cell.ofBytes(Objects.requireNonNull(bytes));
            cell = now;
            bytes = null;
        }
        return now;
    }

    byte[] toBytes() {
        Cell now = cell;
        return now == null ? Objects.requireNonNull(bytes) : now.toBytes();
    }

    /** The form of an entry. */
    static final class Form implements StreamSerializer<CellEntry> {
        private static final int TYPE = 124;

        @Override
        public int getTypeId() {
            return TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, CellEntry entry) throws IOException {
            out.writeByteArray(entry.toBytes());
        }

        @Override
        public CellEntry read(ObjectDataInput in) throws IOException {
            return ofBytes(Values.bytes(in));
        }
    }
}
