package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import io.workgrid.core.shared.Cell;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a cell, carried out by the owner of its partition. Safe to carry out twice.
 *
 * <p>Copies of a small cell are sent the cell as it is then. For a large one that would be too much: they are sent the request, with the time at
 * which it was carried out, and carry it out too. Equal states become equal states; a copy that has missed something shows that by its version,
 * and removes itself: what is lost is said, what is wrong is never said.
 *
 * @param <R> the answer; {@code null} if there is no such cell
 */
abstract class CellOp<R> implements EntryProcessor<String, CellEntry, @Nullable R>, IdentifiedDataSerializable {
    /** Above this, the request is sent to copies and not the cell. */
    static final int SMALL_BYTES = 4 * 1024;

    private transient @Nullable EntryProcessor<String, CellEntry, @Nullable R> forCopies;

    /** Called by the owner before it carries the request out: what it judges by what it sees goes to the copies with the request. */
    void judge() {}

    /** Whether copies are to be sent the cell even if nothing changes: what changed before may not have reached them. */
    boolean copiesMayLack() {
        return false;
    }

    /** Carries the request out. */
    abstract R apply(Cell cell, long nowMillis);

    /** The cell that begins with this request; {@code null}: it does not, and {@link #whenMissing} is the answer. */
    @Nullable
    Cell begin(String key, long nowMillis) {
        return null;
    }

    /** The answer where there is no cell. */
    @Nullable
    R whenMissing(String key, long nowMillis) {
        return null;
    }

    @Override
    public final @Nullable R process(Map.Entry<String, CellEntry> entry) {
        long now = System.currentTimeMillis();
        CellEntry there = entry.getValue();
        Cell cell = there == null ? begin(entry.getKey(), now) : there.cell();
        if (cell == null) {
            return whenMissing(entry.getKey(), now);
        }
        long before = cell.version();
        judge();
        R answer = apply(cell, now);
        boolean whole = there == null || copiesMayLack();
        if (whole || cell.version() != before) {
            entry.setValue(there == null ? CellEntry.of(cell) : there);
            forCopies = whole || cell.bytes() < SMALL_BYTES
                    ? new KeepCell<>(cell.toBytes())
                    : new CopyOp<>(this, before, now);
        }
        return answer;
    }

    @Override
    public final @Nullable EntryProcessor<String, CellEntry, @Nullable R> getBackupProcessor() {
        return forCopies;
    }

    @Override
    public final int getFactoryId() {
        return StoreFactory.ID;
    }
}
