package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedSemaphore;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.Owner;
import io.workgrid.core.shared.SemaphoreOp;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A semaphore in its cell. */
final class SemaphoreHandle extends SharedHandle implements SharedSemaphore {
    private static final long serialVersionUID = 1L;
    private static final int MOST_PERMITS = 1_000_000;

    SemaphoreHandle(SharedCalls calls, String scope, String name, int permits) {
        super(calls, scope, CellRef.of(scope, name, Kind.SEMAPHORE, spec(name, permits)), permits);
    }

    private static byte[] spec(String name, int permits) {
        if (permits < 1 || permits > MOST_PERMITS) {
            throw new BadInputException("semaphore \"" + name + "\" was asked for with " + permits
                    + " permits; wanted 1 to " + MOST_PERMITS);
        }
        return SemaphoreOp.spec(permits);
    }

    @Override
    public Hold acquire() {
        return take(null);
    }

    @Override
    public Hold acquire(Duration timeout) {
        return take(timeout);
    }

    private Hold take(@Nullable Duration timeout) {
        Owner owner = calls().owner();
        long fence = SemaphoreOp.fence(calls().awaitOrThrow(cell(), null, SemaphoreOp.acquire(1), timeout));
        return new Held(calls(), owner, fence, this::release);
    }

    @Override
    public Optional<Hold> tryAcquire() {
        Owner owner = calls().owner();
        long fence = SemaphoreOp.fence(calls().change(cell(), null, SemaphoreOp.tryAcquire(1)));
        return fence == 0 ? Optional.empty() : Optional.of(new Held(calls(), owner, fence, this::release));
    }

    @Override
    public void release() {
        calls().change(cell(), null, SemaphoreOp.release(1));
    }

    @Override
    public int available() {
        return SemaphoreOp.available(calls().read(cell(), SemaphoreOp.look()));
    }
}
