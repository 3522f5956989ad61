package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.core.shared.CounterOp;
import io.workgrid.core.shared.Guard;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is added to a counter by threads that wait for it: while one call is under way, those that come go together in the next one,
 * and each is told the value after its own. So many workers of a node cost one way to the counter at a time. Any thread may use it.
 */
final class Adds {
    private static final int MOST_TOGETHER = 10_000;

    private final SharedCalls calls;
    private final CellRef cell;
    private final @Nullable Guard guard;
    private final Lock underWay = new ReentrantLock();
    private @Nullable Together next;

    Adds(SharedCalls calls, CellRef cell, @Nullable Guard guard) {
        this.calls = calls;
        this.cell = cell;
        this.guard = guard;
    }

    /**
     * All of one sign, so that each value on the way is in range if the last one is. Its amount and number are guarded by the adds they
     * belong to.
     */
    private static final class Together {
        /** The value before the first. */
        private final CompletableFuture<Long> before = new CompletableFuture<>();

        private long amount;
        private int many;

        boolean takes(long more) {
            long sum = amount + more;
            boolean sameSign = amount == 0 || more == 0 || (amount ^ more) >= 0;
            return sameSign && ((amount ^ sum) & (more ^ sum)) >= 0 && many < MOST_TOGETHER;
        }

        /** The part of the sum up to this one. */
        long take(long more) {
            amount += more;
            many++;
            return amount;
        }
    }

    /** The value after it. */
    long add(long more) {
        Together mine;
        long upToMine;
        boolean first;
        synchronized (this) {
            Together now = next;
            first = now == null || !now.takes(more);
            if (now == null || first) {
                now = new Together();
                next = now;
            }
            mine = now;
            upToMine = mine.take(more);
        }
        if (first) {
            send(mine);
        }
        try {
            return mine.before.join() + upToMine;
        } catch (CompletionException e) {
            if (e.getCause() instanceof BadInputException && mine.many > 1) {
                return alone(more); // all together left the range, each by itself may not
            }
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private void send(Together batch) {
        underWay.lock();
        try {
            long amount;
            synchronized (this) {
                if (next == batch) {
                    next = null;
                }
                amount = batch.amount;
            }
            batch.before.complete(alone(amount) - amount);
        } catch (RuntimeException | Error e) { // each of those who wait is told
            batch.before.completeExceptionally(e);
        } finally {
            underWay.unlock();
        }
    }

    private long alone(long amount) {
        return CounterOp.number(calls.change(cell, guard, CounterOp.add(amount)));
    }
}
