package io.workgrid.engine.client;

import io.workgrid.api.WaitTimedOutException;
import io.workgrid.engine.worker.Blocking;
import io.workgrid.engine.worker.Nanos;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wakes threads that wait for something to change. Any thread may use it. */
final class Signal implements Runnable {
    private long count;

    /** Something may have changed. */
    @Override
    public synchronized void run() {
        count++;
        notifyAll();
    }

    private synchronized long count() {
        return count;
    }

    /** Waits for the next change after the one counted; false if the time is up. */
    private synchronized boolean awaitAfter(long seen, long endNanos) throws InterruptedException {
        while (count == seen) {
            long left = endNanos == Long.MAX_VALUE ? 0 : (endNanos - System.nanoTime() + 999_999) / 1_000_000;
            if (endNanos != Long.MAX_VALUE && left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Looks, and looks again after each change, until there is something to see.
     *
     * @param look {@code null}: nothing yet
     * @param longest {@code null}: as long as it takes
     * @param what is awaited, for the message
     * @throws WaitTimedOutException if nothing comes in time, or the thread is interrupted (the flag is then set again)
     */
    <T> T await(Supplier<@Nullable T> look, @Nullable Duration longest, String what) {
        long seen = count();
        T first = look.get();
        return first != null ? first : Blocking.run(() -> awaitOnce(look, seen, longest, what));
    }

    private <T> T awaitOnce(Supplier<@Nullable T> look, long firstSeen, @Nullable Duration longest, String what) {
        long end = longest == null ? Long.MAX_VALUE : System.nanoTime() + Nanos.of(longest);
        long seen = firstSeen;
        try {
            while (awaitAfter(seen, end)) {
                seen = count();
                T found = look.get();
                if (found != null) {
                    return found;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitTimedOutException("interrupted while waiting for " + what + "; the work goes on", e);
        }
        throw new WaitTimedOutException("waited " + longest + " for " + what + "; the work goes on");
    }

    /** As {@link #await(Supplier, Duration, String)} for something that becomes true; false instead of an exception when time is up. */
    boolean awaitTrue(BooleanSupplier condition, Duration longest, String what) {
        try {
            return await(() -> condition.getAsBoolean() ? Boolean.TRUE : null, longest, what);
        } catch (WaitTimedOutException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return false;
        }
    }
}
