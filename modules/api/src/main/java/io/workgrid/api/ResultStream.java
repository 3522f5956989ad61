package io.workgrid.api;

import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Results of a job as they come, each once. {@link #hasNext} and {@link #next()} wait. For one thread.
 *
 * <p>Closing stops the stream, not the job. At most a few blocks are held in memory, however slow the reader is.
 *
 * @param <O> the result
 */
public interface ResultStream<O> extends Iterator<ItemResult<O>>, AutoCloseable {

    /**
     * The next result if it comes in time.
     *
     * @return {@code null} at the end of the stream
     * @throws WaitTimedOutException if it does not come; the job goes on and the call may be repeated
     */
    @Nullable
    ItemResult<O> next(Duration timeout);

    @Override
    void close();
}
