package io.workgrid.core.split;

/** When a worker gives the rest of a measured chunk back, because its items take longer than was thought. */
public final class Chunking {
    /** Five times what a chunk should take: late enough to be rare, early enough that nobody waits long behind it. */
    private static final long LONGEST_NANOS = 250_000_000;

    private Chunking() {}

    /** Whether a chunk that ran so long, and so many items of it, has run enough. */
    public static boolean ranTooLong(long nanos, int items) {
        return items > 0 && nanos > LONGEST_NANOS;
    }
}
