package io.workgrid.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * One call of a history.
 *
 * @param caller who made it; a caller makes one call after the other
 * @param input what was asked for
 * @param output what was answered; of no meaning if there was no answer
 * @param calledAt when it began
 * @param returnedAt when the answer came; {@link #NEVER} if none did, so that it took effect at any time since, or did not
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public record Operation<I, O>(int caller, I input, @Nullable O output, long calledAt, long returnedAt) {
    /** When an answer came that did not come. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Checks the times. */
    public Operation {
        if (returnedAt < calledAt) {
            throw new IllegalArgumentException("a call that began at " + calledAt + " ended at " + returnedAt);
        }
    }

    /** Whether there was an answer. */
    public boolean answered() {
        return returnedAt != NEVER;
    }

    @Override
    public String toString() {
        return "caller " + caller + ": " + input + " -> " + (answered() ? output : "no answer");
    }
}
