package io.workgrid.api;

import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What {@code imap} returns. {@link #next()} waits, and throws the item's failure if it has one; the iteration can go on after that,
 * as in Python. For one thread. Closing cancels what is left of the work.
 *
 * @param <R> the result
 */
public interface ResultIterator<R> extends Iterator<R>, AutoCloseable {

    /**
     * The next result if it comes in time.
     *
     * @throws WaitTimedOutException if it does not; the call may be repeated
     * @throws java.util.NoSuchElementException at the end
     */
    @Nullable
    R next(Duration timeout);

    /** The job behind it. */
    JobHandle<R> job();

    @Override
    void close();
}
