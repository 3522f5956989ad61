package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a list that is far from its end. Absent until something is carried here; closed when it is carried back, so that nobody changes what is on its
 * way. Opened again by a later carriage only.
 */
final class SegmentMachine implements Machine {
    private long carriage;
    private boolean closed;
    private List<Value> values = new ArrayList<>();
    private long bytes;

    private boolean absent() {
        return carriage == 0;
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        if (code == ListOp.CARRY) {
            return carry(op.number(), QueueOp.readAll(op));
        }
        if (absent()) {
            return Answer.ABSENT;
        }
        return switch (code) {
            case ListOp.FETCH ->
                closed
                        ? ListOp.told(ListOp.Told.MOVED, 0)
                        : ListOp.inTail(
                                values.size(),
                                ListMachine.bounded(
                                        values, op.number(), Math.min(op.number(), values.size()), op.number()));
            case ListOp.REPLACE -> closed ? ListOp.told(ListOp.Told.MOVED, 0) : replace(op);
            case ListOp.CLOSE -> close();
            case ListOp.DROP -> drop(op.number());
            default -> throw new IllegalArgumentException("operation " + code + " of a segment is not known");
        };
    }

    private Answer carry(long number, List<Value> carried) {
        if (number > carriage) {
            carriage = number;
            closed = false;
            values = new ArrayList<>(carried);
            bytes = values.stream().mapToLong(Value::charge).sum();
        }
        return Answer.DONE;
    }

    private Answer replace(ByteSource op) {
        int at = op.count();
        Value expected = op.flag() ? Value.read(op) : null;
        Value value = Value.read(op);
        Value before = values.get(at);
        boolean met = expected == null || expected.equals(before);
        if (met) {
            values.set(at, value);
            bytes += value.charge() - before.charge();
        }
        return ListOp.changed(met, before);
    }

    private Answer close() {
        closed = true;
        return ListOp.frozen("", carriage, 0, values);
    }

    private Answer drop(long number) {
        if (closed && number == carriage) {
            values = new ArrayList<>();
            bytes = 0;
        }
        return Answer.DONE;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void write(ByteSink sink) {
        sink.number(carriage);
        sink.flag(closed);
        QueueOp.writeAll(sink, values);
    }

    static SegmentMachine read(ByteSource source) {
        SegmentMachine segment = new SegmentMachine();
        segment.carriage = source.number();
        segment.closed = source.flag();
        segment.values = QueueOp.readAll(source);
        segment.bytes = segment.values.stream().mapToLong(Value::charge).sum();
        return segment;
    }
}
