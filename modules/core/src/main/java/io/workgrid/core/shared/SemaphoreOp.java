package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;

/** The operations of a semaphore, as bytes, and what is answered to them. */
public final class SemaphoreOp {
    static final int TRY = 0;
    static final int ACQUIRE = 1;
    static final int RELEASE = 2;
    static final int LOOK = 3;

    private SemaphoreOp() {}

    /** What a semaphore of so many permits is made with. */
    public static byte[] spec(int permits) {
        ByteSink sink = new ByteSink();
        sink.number(permits);
        return sink.bytes();
    }

    /** Takes permits if they are there and nobody waits. Answered by {@link #fence}. */
    public static byte[] tryAcquire(int permits) {
        return op(TRY, permits);
    }

    /** Takes permits; waits. Answered by {@link #fence}. */
    public static byte[] acquire(int permits) {
        return op(ACQUIRE, permits);
    }

    /** Gives permits back. */
    public static byte[] release(int permits) {
        return op(RELEASE, permits);
    }

    /** How many permits are there, which changes nothing. Answered by {@link #available}. */
    public static byte[] look() {
        return op(LOOK, 0);
    }

    /** The number of the grant; 0: the permits were not to be had. */
    public static long fence(byte[] answer) {
        return new ByteSource(answer).number();
    }

    /** How many permits are there. */
    public static int available(byte[] answer) {
        return new ByteSource(answer).count();
    }

    private static byte[] op(int code, int permits) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        sink.number(permits);
        return sink.bytes();
    }
}
