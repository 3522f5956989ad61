package io.workgrid.engine.shared;

import io.workgrid.api.GridException;
import io.workgrid.api.RefusedException;
import io.workgrid.core.shared.CounterOp;
import io.workgrid.core.shared.Guard;
import io.workgrid.engine.worker.Blocking;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What is added to a counter without waiting: one call at a time, and all that comes meanwhile goes in the next one. Any thread may use it. */
final class Sum {
    private final SharedCalls calls;
    private final CellRef cell;
    private final @Nullable Guard guard;
    private long amount;
    private @Nullable CompletableFuture<Void> next;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private boolean underWay;

    Sum(SharedCalls calls, CellRef cell, @Nullable Guard guard) {
        this.calls = calls;
        this.cell = cell;
        this.guard = guard;
    }

    /** Whether nothing is on the way. */
    synchronized boolean idle() {
        return !underWay;
    }

    CompletableFuture<Void> add(long more) {
        CompletableFuture<Void> when;
        synchronized (this) {
            long sum = amount + more;
            if (((amount ^ sum) & (more ^ sum)) < 0) {
                throw new RefusedException(cell.text() + ": what waits to be added leaves the range of a long with "
                        + more + " more; nothing changed");
            }
            amount = sum;
            when = next;
            if (when == null) {
                when = new CompletableFuture<>();
                next = when;
                last = when;
            }
            if (underWay) {
                return when;
            }
            underWay = true;
        }
        send();
        return when;
    }

    /** Only by whoever set {@link #underWay}. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it ends with goes to those who wait
    private void send() {
        while (true) {
            CompletableFuture<Void> now;
            long sum;
            synchronized (this) {
                if (next == null) {
                    underWay = false;
                    return;
                }
                now = next;
                sum = amount;
                next = null;
                amount = 0;
            }
            CompletableFuture<byte[]> answer = call(sum);
            if (!answer.isDone()) {
                answer.whenComplete((done, failure) -> {
                    end(now, failure);
                    send();
                });
                return;
            }
            answer.whenComplete(
                    (done, failure) -> end(now, failure)); // a store that answers at once must not deepen the stack
        }
    }

    private CompletableFuture<byte[]> call(long sum) {
        try {
            return calls.changeAsync(cell, guard, CounterOp.add(sum));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void end(CompletableFuture<Void> now, @Nullable Throwable failure) {
        if (failure == null) {
            now.complete(null);
        } else {
            now.completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
        }
    }

    /** Waits until all that was given so far is in. */
    void flush() {
        CompletableFuture<Void> all;
        synchronized (this) {
            all = last;
        }
        Blocking.run(() -> {
            try {
                return all.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof GridException known) {
                    throw known;
                }
                throw e;
            }
        });
    }
}
