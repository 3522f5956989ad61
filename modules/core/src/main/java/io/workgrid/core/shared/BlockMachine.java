package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A part of an array: numbers of eight bytes, or single bytes, side by side. Absent until it is opened, and all 0 then. */
final class BlockMachine implements Machine {
    /** How wide an element is, and how it is added. Stored by name. */
    enum Element {
        LONG(Long.BYTES),
        DOUBLE(Double.BYTES),
        BYTE(1);

        final int width;

        Element(int width) {
            this.width = width;
        }
    }

    private final Element element;
    private final int length;
    private final Opening opening;
    private byte[] cells = {};

    private BlockMachine(Element element, int length, Opening opening) {
        this.element = element;
        this.length = length;
        this.opening = opening;
    }

    static BlockMachine open(ByteSource spec) {
        return new BlockMachine(spec.constant(Element.class), spec.count(), new Opening());
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        Answer before = opening.call(code, op);
        if (before != null) {
            if (opening.isOpen() && cells.length == 0) {
                cells = new byte[length * element.width];
            }
            return before;
        }
        int from = op.count();
        int count = op.count();
        if (from < 0 || count < 0 || from > length - count) {
            return Answer.refused(
                    Status.BAD_INPUT,
                    "has " + length + " elements in a part, and " + from + " to " + (from + (long) count)
                            + " was asked for; nothing changed");
        }
        return switch (code) {
            case BlockOp.GET -> Answer.done(slice(from, count));
            case BlockOp.SET -> set(from, count, op.block());
            case BlockOp.ADD -> add(from, count, op.block());
            case BlockOp.CAS -> compareAndSet(from, op.block(), op.block());
            default -> throw new IllegalArgumentException("operation " + code + " of an array is not known");
        };
    }

    private byte[] slice(int from, int count) {
        return Arrays.copyOfRange(cells, from * element.width, (from + count) * element.width);
    }

    private Answer set(int from, int count, byte[] values) {
        if (values.length != count * element.width) {
            throw new IllegalArgumentException(values.length + " bytes for " + count + " elements");
        }
        System.arraycopy(values, 0, cells, from * element.width, values.length);
        return Answer.DONE;
    }

    private Answer add(int from, int count, byte[] amounts) {
        if (amounts.length != count * element.width || element == Element.BYTE) {
            throw new IllegalArgumentException(amounts.length + " bytes to add to " + count + " of " + element);
        }
        ByteBuffer here = ByteBuffer.wrap(cells);
        ByteBuffer more = ByteBuffer.wrap(amounts);
        for (int n = 0; n < count; n++) {
            int at = (from + n) * Long.BYTES;
            if (element == Element.LONG) {
                here.putLong(at, here.getLong(at) + more.getLong(n * Long.BYTES));
            } else {
                here.putDouble(at, here.getDouble(at) + more.getDouble(n * Long.BYTES));
            }
        }
        return Answer.done(count == 1 ? slice(from, 1) : new byte[0]);
    }

    private Answer compareAndSet(int at, byte[] expected, byte[] value) {
        boolean same = Arrays.equals(slice(at, 1), expected);
        if (same) {
            set(at, 1, value);
        }
        return BucketOp.number(same ? 1 : 0);
    }

    @Override
    public long entries() {
        return cells.length / element.width;
    }

    @Override
    public long bytes() {
        return cells.length;
    }

    @Override
    public void write(ByteSink sink) {
        opening.write(sink);
        sink.block(cells);
    }

    static BlockMachine read(ByteSource spec, ByteSource source) {
        BlockMachine block = new BlockMachine(spec.constant(Element.class), spec.count(), Opening.read(source));
        block.cells = source.block();
        return block;
    }
}
