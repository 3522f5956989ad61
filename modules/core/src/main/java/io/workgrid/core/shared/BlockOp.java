package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;

/** The operations of a part of an array, as bytes, and what is answered to them. Numbers are eight bytes each, highest first. */
public final class BlockOp {
    /** How many bytes a part has. */
    public static final int PART_BYTES = 64 << 10;

    static final int GET = 1;
    static final int SET = 2;
    static final int ADD = 3;
    static final int CAS = 4;

    private BlockOp() {}

    /** What a part of an array of that kind is made with. */
    public static byte[] spec(Kind array, int length) {
        ByteSink sink = new ByteSink();
        BlockMachine.Element element = switch (array) {
            case LONGS -> BlockMachine.Element.LONG;
            case DOUBLES -> BlockMachine.Element.DOUBLE;
            case BYTES -> BlockMachine.Element.BYTE;
            default -> throw new IllegalArgumentException("a " + array.word() + " has no elements side by side");
        };
        sink.text(element.name());
        sink.number(length);
        return sink.bytes();
    }

    /** Elements, which changes nothing. Answered by their bytes. */
    public static byte[] get(int from, int count) {
        return op(GET, from, count).bytes();
    }

    /** Sets elements. */
    public static byte[] set(int from, int count, byte[] values) {
        ByteSink sink = op(SET, from, count);
        sink.block(values);
        return sink.bytes();
    }

    /** Adds to elements. Answered by the bytes of the new value, if it is one. */
    public static byte[] add(int from, int count, byte[] amounts) {
        ByteSink sink = op(ADD, from, count);
        sink.block(amounts);
        return sink.bytes();
    }

    /** Sets an element if it has those bytes. Answered by {@link #done}. */
    public static byte[] compareAndSet(int at, byte[] expected, byte[] value) {
        ByteSink sink = op(CAS, at, 1);
        sink.block(expected);
        sink.block(value);
        return sink.bytes();
    }

    /** Whether it had. */
    public static boolean done(byte[] answer) {
        return new ByteSource(answer).flag();
    }

    private static ByteSink op(int code, int from, int count) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        sink.number(from);
        sink.number(count);
        return sink;
    }
}
