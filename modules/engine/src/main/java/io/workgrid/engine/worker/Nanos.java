package io.workgrid.engine.worker;

import java.time.Duration;

/** Durations as nanoseconds, the longest as a hundred years: far enough, and nothing overflows. */
public final class Nanos {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Nanos() {}

    /** The nanoseconds of a duration. */
    public static long of(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }
}
