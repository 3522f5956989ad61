package io.workgrid.tasks.load;

/**
 * The loop of {@code spin}, a bounded stretch at a time so that an attempt can be cancelled.
 *
 * <p>A compiler that knows sums could replace it by n * k * (k - 1) / 2. HotSpot's does not, but it unrolls; the multiplication is left as
 * it stands, and the running total is what the next step needs. An opaque step would make the numbers incomparable with the article's
 * loop.
 */
final class Spin {
    /** About 1 ms of work. */
    static final int MOST_AT_ONCE = 1 << 20;

    private Spin() {}

    static long add(long total, long from, int count, long n) {
        long sum = total;
        for (int i = 0; i < count; i++) {
            sum += (from + i) * n;
        }
        return sum;
    }
}
