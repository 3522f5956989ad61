package io.workgrid.api;

import io.workgrid.api.task.Durations;
import java.time.Duration;
import java.util.List;

/**
 * What is done with a failed attempt. The n-th retry waits {@code initialBackoff * factor^(n-1)}, at most {@code maxBackoff}; with
 * jitter, a random time between half of that and all of it, so that items that failed together do not come back together.
 *
 * @param maxRetries further attempts after a first failed one, 0 to 1,000
 * @param maxLostRetries further attempts after one that was lost with its node, 0 to 1,000; not used for {@link Effect#UNSAFE}
 * @param initialBackoff the wait before the first retry
 * @param factor how much longer each further wait is, from 1 to 100
 * @param maxBackoff the longest wait, at most a day
 * @param jitter whether waits are spread
 * @param notOn failures that are not retried: an exception's class name, simple or full, its superclasses included, or a detail as
 *     {@code exit=42}
 */
public record RetryPolicy(
        int maxRetries,
        int maxLostRetries,
        Duration initialBackoff,
        double factor,
        Duration maxBackoff,
        boolean jitter,
        List<String> notOn) {

    /** A failed attempt is final, as in Python's pool; a lost one is tried three times more. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(0, 3, Duration.ofSeconds(1), 2, Duration.ofMinutes(2), true, List.of());

    private static final int MOST_RETRIES = 1_000;

    public RetryPolicy {
        notOn = List.copyOf(notOn);
        if (maxRetries < 0 || maxRetries > MOST_RETRIES) {
            throw new BadInputException("retries is " + maxRetries + "; wanted 0 to " + MOST_RETRIES);
        }
        if (maxLostRetries < 0 || maxLostRetries > MOST_RETRIES) {
            throw new BadInputException("retries on loss is " + maxLostRetries + "; wanted 0 to " + MOST_RETRIES);
        }
        if (initialBackoff.isNegative() || maxBackoff.compareTo(Duration.ofDays(1)) > 0) {
            throw new BadInputException("backoff is " + Durations.format(initialBackoff) + " to "
                    + Durations.format(maxBackoff) + "; wanted 0s to 24h");
        }
        if (maxBackoff.compareTo(initialBackoff) < 0) {
            throw new BadInputException("backoff starts at " + Durations.format(initialBackoff) + " and is at most "
                    + Durations.format(maxBackoff) + "; wanted the other order");
        }
        if (!(factor >= 1 && factor <= 100)) {
            throw new BadInputException("backoff factor is " + factor + "; wanted 1 to 100");
        }
    }

    /** This policy with another number of retries. */
    public RetryPolicy withMaxRetries(int retries) {
        return new RetryPolicy(retries, maxLostRetries, initialBackoff, factor, maxBackoff, jitter, notOn);
    }

    /** This policy with another number of retries on loss. */
    public RetryPolicy withMaxLostRetries(int retries) {
        return new RetryPolicy(maxRetries, retries, initialBackoff, factor, maxBackoff, jitter, notOn);
    }

    /** This policy with other waits. */
    public RetryPolicy withBackoff(Duration initial, Duration max) {
        return new RetryPolicy(maxRetries, maxLostRetries, initial, factor, max, jitter, notOn);
    }

    /** This policy with waits that grow by another factor. */
    public RetryPolicy withFactor(double other) {
        return new RetryPolicy(maxRetries, maxLostRetries, initialBackoff, other, maxBackoff, jitter, notOn);
    }

    /** This policy with or without jitter. */
    public RetryPolicy withJitter(boolean on) {
        return new RetryPolicy(maxRetries, maxLostRetries, initialBackoff, factor, maxBackoff, on, notOn);
    }

    /** This policy with failures that are final. */
    public RetryPolicy withNotOn(List<String> failures) {
        return new RetryPolicy(maxRetries, maxLostRetries, initialBackoff, factor, maxBackoff, jitter, failures);
    }
}
