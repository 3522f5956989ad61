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

    CallCell() {}

    /**
     * A call.
     *
     * @param mayBegin whether a cell that is not there begins with it; else the answer is {@code null}
     */
    CallCell(Call call, boolean mayBegin) {
        this.call = call;
        this.mayBegin = mayBegin;
    }

    private Call call() {
        return Objects.requireNonNull(call);
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
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        call = Call.ofBytes(Values.bytes(in));
        mayBegin = in.readBoolean();
    }
}
