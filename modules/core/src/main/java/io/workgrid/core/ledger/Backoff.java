package io.workgrid.core.ledger;

import io.workgrid.api.RetryPolicy;

/**
 * How long items wait before they are tried again. It is here and not with {@code core.retry}, which speaks of this package's {@link
 * Exchange.End}: two packages that know each other would be a cycle.
 */
final class Backoff {
    private Backoff() {}

    /**
     * The wait in ms. Jitter comes from the seed, the index and the attempt: the same ones wait the same time.
     *
     * @param attempt the attempt that failed, from 1
     */
    static long millis(RetryPolicy policy, int attempt, long seed, long index) {
        double full = (double) policy.initialBackoff().toMillis() * Math.pow(policy.factor(), attempt - 1.0);
        long wait = (long) Math.min(full, (double) policy.maxBackoff().toMillis());
        if (!policy.jitter() || wait == 0) {
            return wait;
        }
        long half = wait / 2;
        return half + Long.remainderUnsigned(mix(seed + mix(index + mix(attempt))), wait - half + 1);
    }

    /** SplitMix64's finaliser: every bit of the input moves every bit of the result. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
