package io.workgrid.api.shared;

/**
 * A lock or a permit that the caller holds, until it is closed.
 *
 * <pre>{@code
 * try (Hold hold = lock.acquire()) {
 *     dict.withFence(lock).put("total", total);
 * }
 * }</pre>
 */
public interface Hold extends AutoCloseable {

    /**
     * Grows with every grant of that lock or semaphore, for ever: what is written outside of the grid can be told by it from what an older holder wrote.
     */
    long fence();

    /** Releases. Closing it again, or after the grid took it away, does nothing. */
    @Override
    void close();
}
