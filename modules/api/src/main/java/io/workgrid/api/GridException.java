package io.workgrid.api;

import io.workgrid.api.view.ItemView;
import org.jspecify.annotations.Nullable;

/** The root of what a grid throws: one subclass for each thing a caller can do about it. */
public abstract sealed class GridException extends RuntimeException
        permits BadInputException,
                BarrierBrokenException,
                ClosedException,
                GridClosedException,
                ItemFailedException,
                JobCancelledException,
                JobFailedException,
                NoSuchJobException,
                NoSuchNodeException,
                ObjectLostException,
                RefusedException,
                StaleFenceException,
                UnknownOutcomeException,
                UnreachableException,
                WaitTimedOutException {

    GridException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed when it is made again, unchanged. */
    public abstract boolean retryable();

    static GridException of(ItemView item) {
        return switch (item.outcome()) {
            case FAILED -> new ItemFailedException(item);
            case UNKNOWN -> new UnknownOutcomeException(item);
            case CANCELLED ->
                new JobCancelledException(
                        "item " + item.index() + " was cancelled" + (item.note() == null ? "" : ": " + item.note()));
            case DONE -> throw new IllegalArgumentException("item " + item.index() + " is done");
        };
    }
}
