package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedRLock;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.LockOp;
import io.workgrid.core.shared.Owner;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock in its cell; one that may be taken again or not, as its cell says. */
final class LockHandle extends SharedHandle implements SharedRLock {
    private static final long serialVersionUID = 1L;

    LockHandle(SharedCalls calls, String scope, String name, boolean reentrant) {
        super(calls, scope, CellRef.of(scope, name, reentrant ? Kind.RLOCK : Kind.LOCK), 0);
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
        long fence = LockOp.fence(calls().awaitOrThrow(cell(), null, LockOp.acquire(), timeout));
        return hold(owner, fence);
    }

    private Hold hold(Owner owner, long fence) {
        return new Held(calls(), owner, fence, this::release);
    }

    @Override
    public Optional<Hold> tryAcquire() {
        Owner owner = calls().owner();
        long fence = LockOp.fence(calls().change(cell(), null, LockOp.tryAcquire()));
        return fence == 0 ? Optional.empty() : Optional.of(hold(owner, fence));
    }

    @Override
    public void release() {
        calls().change(cell(), null, LockOp.release());
    }

    private CellView.@Nullable Holder holder() {
        return LockOp.held(calls().read(cell(), LockOp.look()));
    }

    private CellView.@Nullable Holder mine() {
        CellView.Holder now = holder();
        return now != null && now.owner().equals(calls().owner()) ? now : null;
    }

    @Override
    public boolean locked() {
        return holder() != null;
    }

    @Override
    public boolean held() {
        return mine() != null;
    }

    @Override
    public int depth() {
        CellView.Holder mine = mine();
        return mine == null ? 0 : mine.count();
    }

    /**
     * What changes under this lock are made to depend on.
     *
     * @throws BadInputException if the caller does not hold it
     */
    Guard guard() {
        CellView.Holder mine = mine();
        if (mine == null) {
            throw new BadInputException(
                    cell().text() + " is not held by " + calls().owner().text() + "; nothing changed");
        }
        return new Guard(cell().key(), mine.fence());
    }
}
