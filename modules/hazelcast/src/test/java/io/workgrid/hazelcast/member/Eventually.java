package io.workgrid.hazelcast.member;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must become true, with a deadline that only a broken grid reaches. */
final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final long PAUSE_NANOS = 20_000_000;

    private Eventually() {}

    static void isTrue(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
