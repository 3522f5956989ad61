package io.workgrid.hazelcast.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, with a deadline. Looks twenty times a second: each look may be a call to the grid. */
public final class Wait {
    private static final long PAUSE_NANOS = 50_000_000;

    private Wait() {}

    /** Waits until the condition holds. */
    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        if (!within(deadline, condition)) {
            throw new AssertionError("not within " + deadline.toSeconds() + "s: " + what);
        }
    }

    /** Waits until the condition holds, and says whether it did in time. */
    public static boolean within(Duration deadline, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) { // the test has timed out
                throw new AssertionError("interrupted while waiting");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
