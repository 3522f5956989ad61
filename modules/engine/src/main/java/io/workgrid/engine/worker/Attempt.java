package io.workgrid.engine.worker;

import org.jspecify.annotations.Nullable;

/**
 * One try at an item on a thread, and the way to end it from outside.
 *
 * <pre>
 * RUNNING -> ENDED       the task returned or threw; the thread goes on
 * RUNNING -> ABANDONED   it did not heed its interrupt; somebody else settles the item, and the thread must touch nothing more
 * </pre>
 *
 * An interrupt is sent only while it is RUNNING, so it can never hit what the thread does next.
 */
final class Attempt {
    /** Why an attempt was told to end. */
    enum Why {
        TIMEOUT,
        CANCEL
    }

    private enum State {
        RUNNING,
        ENDED,
        ABANDONED
    }

    private final Thread thread;
    private final long startNanos;
    private State state = State.RUNNING;
    private volatile @Nullable Why why;

    Attempt(Thread thread, long startNanos) {
        this.thread = thread;
        this.startNanos = startNanos;
    }

    /** When it began, by {@link System#nanoTime}. */
    long startNanos() {
        return startNanos;
    }

    /** Tells the attempt to end; the first reason counts. */
    synchronized boolean tell(Why reason) {
        if (state != State.RUNNING) {
            return false;
        }
        if (why == null) {
            why = reason;
        }
        thread.interrupt();
        return true;
    }

    /** The thread is back; false if it was abandoned meanwhile. Clears the thread's interrupt flag. */
    synchronized boolean end() {
        if (state == State.RUNNING) {
            state = State.ENDED;
            Thread.interrupted(); // whatever the task left behind is not the next item's
        }
        return state == State.ENDED;
    }

    /** Gives up on the thread; false if it came back meanwhile. */
    synchronized boolean abandon() {
        if (state == State.RUNNING) {
            state = State.ABANDONED;
        }
        return state == State.ABANDONED;
    }

    /** Why it was told to end, or {@code null}. */
    @Nullable
    Why why() {
        return why;
    }
}
