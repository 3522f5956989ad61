package io.workgrid.engine.shared;

import io.workgrid.api.shared.SharedCondition;
import io.workgrid.core.shared.LockOp;
import io.workgrid.engine.worker.Nanos;
import java.io.Serial;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The condition of a lock, which lives in the lock's cell. */
final class ConditionHandle extends SharedHandle implements SharedCondition {
    private static final long serialVersionUID = 1L;

    ConditionHandle(LockHandle lock) {
        super(lock.calls(), lock.scope(), lock.cell(), 0);
    }

    @Serial
    @Override
    Object writeReplace() {
        return new SentHandle(
                scope(), name(), SentHandle.CONDITION + cell().kind().name(), 0);
    }

    @Override
    public void await() {
        waitOnce(null);
    }

    @Override
    public boolean await(Duration timeout) {
        return waitOnce(timeout);
    }

    private boolean waitOnce(@Nullable Duration longest) {
        byte[] answer = calls().awaitExpiring(cell(), LockOp.await(), longest, LockOp::expire);
        boolean signalled = LockOp.signalled(answer);
        if (!signalled && Thread.currentThread().isInterrupted()) {
            throw Interrupts.timedOut("waiting for a signal of " + cell().text() + ", which is held again", longest);
        }
        return signalled;
    }

    @Override
    public boolean awaitUntil(BooleanSupplier condition, Duration timeout) {
        long end = System.nanoTime() + Nanos.of(timeout);
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            waitOnce(Duration.ofNanos(left));
        }
        return true;
    }

    @Override
    public void signal(int waiters) {
        calls().change(cell(), null, LockOp.signal(Math.max(0, waiters)));
    }

    @Override
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }
}
