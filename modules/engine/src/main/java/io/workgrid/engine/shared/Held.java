package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.StaleFenceException;
import io.workgrid.api.shared.Hold;
import io.workgrid.core.shared.Owner;
import java.util.concurrent.atomic.AtomicBoolean;

/** A grant, until it is given back. */
final class Held implements Hold {
    private final SharedCalls calls;
    private final Owner owner;
    private final long fence;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    Held(SharedCalls calls, Owner owner, long fence, Runnable release) {
        this.calls = calls;
        this.owner = owner;
        this.fence = fence;
        this.release = release;
    }

    @Override
    public long fence() {
        return fence;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            release.run();
        } catch (StaleFenceException e) {
            // the grid took it away
        } catch (BadInputException e) {
            if (!calls.owner().equals(owner)) {
                closed.set(false);
                throw e; // another one's, which only he gives back
            }
        }
    }
}
