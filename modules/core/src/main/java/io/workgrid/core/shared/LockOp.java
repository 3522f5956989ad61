package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/** The operations of a lock and of its condition, as bytes, and what is answered to them. */
public final class LockOp {
    static final int TRY = 0;
    static final int ACQUIRE = 1;
    static final int RELEASE = 2;
    static final int WAIT = 3;
    static final int SIGNAL = 4;
    static final int EXPIRE = 5;
    static final int LOOK = 6;

    private LockOp() {}

    /** Takes the lock if it is free. Answered by {@link #fence}. */
    public static byte[] tryAcquire() {
        return op(TRY);
    }

    /** Takes the lock; waits. Answered by {@link #fence}. */
    public static byte[] acquire() {
        return op(ACQUIRE);
    }

    /** Gives it back. */
    public static byte[] release() {
        return op(RELEASE);
    }

    /** Gives the lock back and waits for a signal, then for the lock. Answered by {@link #signalled}. */
    public static byte[] await() {
        return op(WAIT);
    }

    /** Signals to those who have waited longest, so many at most. Answered by {@link #count}. */
    public static byte[] signal(long most) {
        ByteSink sink = new ByteSink();
        sink.number(SIGNAL);
        sink.number(most);
        return sink.bytes();
    }

    /** The time of an {@link #await} is up: it now waits only for the lock, if there was no signal before. */
    public static byte[] expire(long seq) {
        ByteSink sink = new ByteSink();
        sink.number(EXPIRE);
        sink.number(seq);
        return sink.bytes();
    }

    /** Who holds it, which changes nothing. Answered by {@link #held}. */
    public static byte[] look() {
        return op(LOOK);
    }

    /** The number of the grant; 0: the lock was not to be had. */
    public static long fence(byte[] answer) {
        return new ByteSource(answer).number();
    }

    /** Whether there was a signal; false: its time was up. The lock is held again either way. */
    public static boolean signalled(byte[] answer) {
        return new ByteSource(answer).flag();
    }

    /** The number of the grant under which the lock is held again. */
    public static long fenceAfterWait(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        source.flag();
        return source.number();
    }

    /** How many it reached. */
    public static long count(byte[] answer) {
        return new ByteSource(answer).number();
    }

    /** Who holds the lock; {@code null}: nobody. */
    public static CellView.@Nullable Holder held(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        return source.flag() ? CellView.Holder.read(source) : null;
    }

    private static byte[] op(int code) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        return sink.bytes();
    }
}
