package io.workgrid.api;

import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One item's end: what happened, and the result.
 *
 * @param item what happened
 * @param value the result; {@code null} unless DONE, and then whatever the task returned
 * @param <O> the result
 */
public record ItemResult<O>(ItemView item, @Nullable O value) {

    /** Position in the job's input. */
    public long index() {
        return item.index();
    }

    /**
     * The result.
     *
     * @throws ItemFailedException if the item failed
     * @throws UnknownOutcomeException if nobody knows
     * @throws JobCancelledException if it was cancelled
     */
    public @Nullable O get() {
        if (item.outcome() == Outcome.DONE) {
            return value;
        }
        throw GridException.of(item);
    }
}
