package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;

/** The operations of a barrier, as bytes, and what is answered to them. */
public final class BarrierOp {
    static final int WAIT = 0;
    static final int ACTED = 1;
    static final int RESET = 2;
    static final int ABORT = 3;
    static final int LOOK = 4;

    private BarrierOp() {}

    /** What a barrier for so many parties is made with. */
    public static byte[] spec(int parties) {
        ByteSink sink = new ByteSink();
        sink.number(parties);
        return sink.bytes();
    }

    /**
     * Waits for the other parties. Answered by {@link #place} and {@link #mustAct}.
     *
     * @param action whether the caller has something that is to be done before anybody goes on
     */
    public static byte[] await(boolean action) {
        return op(WAIT, action);
    }

    /** What was to be done before anybody goes on is done, or has failed, which breaks the barrier. */
    public static byte[] acted(boolean done) {
        return op(ACTED, done);
    }

    /** Whoever waits is told that it broke; the barrier is new. */
    public static byte[] reset() {
        return op(RESET, false);
    }

    /** Breaks it. */
    public static byte[] abort() {
        return op(ABORT, false);
    }

    /** How it is, which changes nothing. Answered by {@link #waiting} and {@link #broken}. */
    public static byte[] look() {
        return op(LOOK, false);
    }

    /** The party's place: 0 for the last one, which is the one that acts; the others from 1 in the order they came. */
    public static int place(byte[] answer) {
        return new ByteSource(answer).count();
    }

    /** Whether it is this party that has something to do before anybody goes on; {@link #acted} then says how it went. */
    public static boolean mustAct(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        source.count();
        return source.flag();
    }

    /** How many wait. */
    public static int waiting(byte[] answer) {
        return new ByteSource(answer).count();
    }

    /** Whether it is broken. */
    public static boolean broken(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        source.count();
        return source.flag();
    }

    private static byte[] op(int code, boolean flag) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        sink.flag(flag);
        return sink.bytes();
    }
}
