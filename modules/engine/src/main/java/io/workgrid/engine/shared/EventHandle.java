package io.workgrid.engine.shared;

import io.workgrid.api.shared.SharedEvent;
import io.workgrid.core.shared.EventOp;
import io.workgrid.core.shared.Kind;
import java.time.Duration;

/** An event in its cell. */
final class EventHandle extends SharedHandle implements SharedEvent {
    private static final long serialVersionUID = 1L;

    EventHandle(SharedCalls calls, String scope, String name) {
        super(calls, scope, CellRef.of(scope, name, Kind.EVENT), 0);
    }

    @Override
    public void set() {
        calls().change(cell(), null, EventOp.set());
    }

    @Override
    public void clear() {
        calls().change(cell(), null, EventOp.clear());
    }

    @Override
    public boolean isSet() {
        return EventOp.isSet(calls().read(cell(), EventOp.look()));
    }

    @Override
    public void await() {
        calls().awaitOrThrow(cell(), null, EventOp.await(), null);
    }

    @Override
    public boolean await(Duration timeout) {
        boolean set = calls().await(cell(), null, EventOp.await(), timeout) != null;
        if (!set && Thread.currentThread().isInterrupted()) {
            throw Interrupts.timedOut("waiting for " + cell().text(), timeout);
        }
        return set;
    }
}
