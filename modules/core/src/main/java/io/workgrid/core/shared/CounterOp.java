package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;

/** The operations of a counter, as bytes, and what is answered to them. */
public final class CounterOp {
    static final int GET = 0;
    static final int ADD = 1;
    static final int SET = 2;
    static final int CAS = 3;
    static final int MIN = 4;
    static final int MAX = 5;

    private CounterOp() {}

    /** The value, which changes nothing. Answered by {@link #number}. */
    public static byte[] get() {
        return op(GET, 0, 0);
    }

    /** Adds. Answered by {@link #number}: the new value. */
    public static byte[] add(long amount) {
        return op(ADD, amount, 0);
    }

    /** Sets. Answered by {@link #number}: the value before. */
    public static byte[] set(long value) {
        return op(SET, value, 0);
    }

    /** Sets if the value is that one. Answered by {@link #number}: 1 if it was. */
    public static byte[] compareAndSet(long expected, long value) {
        return op(CAS, expected, value);
    }

    /** The smaller one. Answered by {@link #number}: the new value. */
    public static byte[] min(long value) {
        return op(MIN, value, 0);
    }

    /** The larger one. Answered by {@link #number}: the new value. */
    public static byte[] max(long value) {
        return op(MAX, value, 0);
    }

    /** What was answered. */
    public static long number(byte[] answer) {
        return new ByteSource(answer).signed();
    }

    private static byte[] op(int code, long one, long other) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        sink.signed(one);
        sink.signed(other);
        return sink.bytes();
    }
}
