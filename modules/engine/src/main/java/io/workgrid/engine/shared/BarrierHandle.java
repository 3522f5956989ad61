package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.BarrierBrokenException;
import io.workgrid.api.shared.SharedBarrier;
import io.workgrid.core.shared.BarrierOp;
import io.workgrid.core.shared.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A barrier in its cell. Its action stays in this process. */
final class BarrierHandle extends SharedHandle implements SharedBarrier {
    private static final long serialVersionUID = 1L;
    private static final int MOST_PARTIES = 4_096;

    private final transient @Nullable Runnable action;

    BarrierHandle(SharedCalls calls, String scope, String name, int parties, @Nullable Runnable action) {
        super(calls, scope, CellRef.of(scope, name, Kind.BARRIER, spec(name, parties)), parties);
        this.action = action;
    }

    private static byte[] spec(String name, int parties) {
        if (parties < 1 || parties > MOST_PARTIES) {
            throw new BadInputException(
                    "barrier \"" + name + "\" was asked for with " + parties + " parties; wanted 1 to " + MOST_PARTIES);
        }
        return BarrierOp.spec(parties);
    }

    @Override
    public int await() {
        return meet(null);
    }

    @Override
    public int await(Duration timeout) {
        return meet(timeout);
    }

    private int meet(@Nullable Duration longest) {
        byte[] answer = calls().await(cell(), null, BarrierOp.await(action != null), longest);
        if (answer == null) {
            throw new BarrierBrokenException(
                    Thread.currentThread().isInterrupted()
                            ? cell().text() + " broke: the caller was interrupted while it waited"
                            : cell().text() + " broke: not all parties came within " + longest,
                    Interrupts.cause());
        }
        if (BarrierOp.mustAct(answer) && action != null) {
            act(action);
        }
        return BarrierOp.place(answer);
    }

    private void act(Runnable before) {
        boolean done = false;
        try {
            before.run();
            done = true;
        } finally {
            calls().change(cell(), null, BarrierOp.acted(done));
        }
    }

    @Override
    public void reset() {
        calls().change(cell(), null, BarrierOp.reset());
    }

    @Override
    public void abort() {
        calls().change(cell(), null, BarrierOp.abort());
    }

    @Override
    public boolean broken() {
        return BarrierOp.broken(calls().read(cell(), BarrierOp.look()));
    }

    @Override
    public int parties() {
        return made();
    }

    @Override
    public int waiting() {
        return BarrierOp.waiting(calls().read(cell(), BarrierOp.look()));
    }
}
