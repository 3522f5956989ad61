package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Cell;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a call before a cell. */
final class CallCell extends CellOp<Answer> {
    private @Nullable Call call;
    private boolean mayBegin;
    private boolean again;

    CallCell() {}

    /**
     * A call.
     *
     * @param mayBegin whether a cell that is not there begins with it; else the answer is {@code null}
     * @param again whether it was made before, and not answered: the owner may have carried it out then, and no copy heard of it
     */
    CallCell(Call call, boolean mayBegin, boolean again) {
        this.call = call;
        this.mayBegin = mayBegin;
        this.again = again;
    }

    private Call call() {
        return Objects.requireNonNull(call);
    }

    @Override
    boolean copiesMayLack() {
        return again;
    }

    @Override
    Answer apply(Cell cell, long nowMillis) {
        return cell.call(call(), nowMillis);
    }

    @Override
    @Nullable
    Cell begin(String key, long nowMillis) {
        return mayBegin && (call().opens() || call().fixesSize()) ? Cell.open(key, call(), nowMillis) : null;
    }

    @Override
    @Nullable
    Answer whenMissing(String key, long nowMillis) {
        return mayBegin ? Cell.absent(key, call(), nowMillis) : null;
    }

    @Override
    public int getClassId() {
        return StoreFactory.CALL_CELL;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByteArray(call().toBytes());
        out.writeBoolean(mayBegin);
        out.writeBoolean(again);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        call = Call.ofBytes(Values.bytes(in));
        mayBegin = in.readBoolean();
        again = in.readBoolean();
    }
}
