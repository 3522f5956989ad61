package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;

/** The operations of an event, as bytes, and what is answered to them. */
public final class EventOp {
    static final int SET = 0;
    static final int CLEAR = 1;
    static final int WAIT = 2;
    static final int LOOK = 3;

    private EventOp() {}

    /** Sets it: all who wait go on. */
    public static byte[] set() {
        return op(SET);
    }

    /** Clears it. */
    public static byte[] clear() {
        return op(CLEAR);
    }

    /** Waits until it is set. */
    public static byte[] await() {
        return op(WAIT);
    }

    /** Whether it is set, which changes nothing. Answered by {@link #isSet}. */
    public static byte[] look() {
        return op(LOOK);
    }

    /** Whether it is set. */
    public static boolean isSet(byte[] answer) {
        return new ByteSource(answer).flag();
    }

    private static byte[] op(int code) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        return sink.bytes();
    }
}
