package io.workgrid.bench.scale;

/**
 * The items of a simulated job. How long each takes follows from seed and index alone (exponential: many short ones, a few that take
 * several times the mean), so that every layout runs the same ones.
 *
 * @param items how many
 * @param meanNanos how long one takes, in the mean
 * @param chunkSize the user's; 0: measured
 * @param seed another one, other durations
 */
record Work(long items, long meanNanos, int chunkSize, long seed) {

    long nanos(long index) {
        long random = mix(seed + mix(index));
        double uniform = (double) ((random >>> 11) + 1) * 0x1p-53; // never 0
        return Math.max(1, (long) (-StrictMath.log(uniform) * (double) meanNanos));
    }

    long nanos(long first, long end) {
        long sum = 0;
        for (long index = first; index < end; index++) {
            sum += nanos(index);
        }
        return sum;
    }

    /** SplitMix64's finaliser. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
