package io.workgrid.engine.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One try at an item on a thread, and the way to end it from outside.
 *
 * <pre>
 * RUNNING -> ENDED                  the task returned or threw; the thread goes on
 * RUNNING -> TELLING -> RUNNING     it is being interrupted; the thread waits for that to be over before it goes on
 * RUNNING -> ABANDONED              it did not heed its interrupt; somebody else settles the item, and the thread must touch nothing more
 * </pre>
 *
 * An interrupt is sent only while it runs, so it can never hit what the thread does next. There is one of these for each item, so it
 * takes no lock.
 */
final class Attempt {
    /** Why an attempt was told to end. */
    enum Why {
        TIMEOUT,
        CANCEL
    }

    private static final int RUNNING = 0;
    private static final int TELLING = 1;
    private static final int ENDED = 2;
    private static final int ABANDONED = 3;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Attempt.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread;
    private final long startNanos;

    @SuppressWarnings("UnusedVariable") // by its handle
    private int state;

    private volatile @Nullable Why why;
    private volatile @Nullable Tenant tenant;

    Attempt(Thread thread, long startNanos) {
        this.thread = thread;
        this.startNanos = startNanos;
    }

    /** Whose what it takes in the grid is: made when it takes something, which few do. */
    Tenant tenant(Supplier<Tenant> made) {
        Tenant known = tenant;
        if (known == null) {
            synchronized (this) {
                known = tenant;
                if (known == null) {
                    known = made.get();
                    tenant = known;
                }
            }
        }
        return known;
    }

    /**
     * It has ended, one way or the other: what it took in the grid is given back.
     *
     * @param well whether its task returned
     */
    void giveBack(boolean well) {
        Tenant known = tenant;
        if (known != null) {
            known.end(well);
        }
    }

    /** When it began, by {@link System#nanoTime}. */
    long startNanos() {
        return startNanos;
    }

    /**
     * Tells the attempt to end; false if it is over, or somebody else is just telling it. It is interrupted once, by whoever tells it
     * first, and that reason counts: what it does to end in good order is not to be cut short by a second interrupt.
     */
    boolean tell(Why reason) {
        if (!STATE.compareAndSet(this, RUNNING, TELLING)) {
            return false;
        }
        if (why == null) {
            why = reason;
            thread.interrupt();
        }
        STATE.setRelease(this, RUNNING);
        return true;
    }

    /** The thread is back; false if it was abandoned meanwhile. Clears the thread's interrupt flag. */
    boolean end() {
        if (!leave(ENDED)) {
            return false;
        }
        Thread.interrupted(); // whatever the task left behind is not the next item's
        return true;
    }

    /** Whether somebody gave up on the thread. */
    boolean abandoned() {
        return (int) STATE.getAcquire(this) == ABANDONED;
    }

    /** Gives up on the thread; false if it came back meanwhile. */
    boolean abandon() {
        return leave(ABANDONED);
    }

    private boolean leave(int to) {
        while (!STATE.weakCompareAndSet(this, RUNNING, to)) {
            int now = (int) STATE.getAcquire(this);
            if (now == ENDED || now == ABANDONED) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** Why it was told to end, or {@code null}. */
    @Nullable
    Why why() {
        return why;
    }
}
