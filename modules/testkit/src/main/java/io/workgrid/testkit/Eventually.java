package io.workgrid.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must become true, with a deadline that only a broken grid reaches. */
final class Eventually {
    /** Nothing in a contract takes that long on a machine that is merely busy. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final long PAUSE_NANOS = 2_000_000;
    private static final int LOOKS_FOR_STABLE = 200;

    private Eventually() {}

    /** Waits until the condition holds. */
    static void until(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + DEADLINE.toSeconds() + "s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits until a value has stopped changing, and returns it. */
    static <T> T settled(String what, Supplier<T> value) {
        long until = System.nanoTime() + DEADLINE.toNanos();
        T last = value.get();
        int same = 0;
        while (same < LOOKS_FOR_STABLE) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        what + " still changes after " + DEADLINE.toSeconds() + "s, it is " + last + " now");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            T now = value.get();
            same = now.equals(last) ? same + 1 : 0;
            last = now;
        }
        return last;
    }
}
