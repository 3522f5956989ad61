package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.BarrierBrokenException;
import io.workgrid.api.ClosedException;
import io.workgrid.api.GridException;
import io.workgrid.api.ObjectLostException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.StaleFenceException;
import io.workgrid.core.shared.Answer;

/** What a caller is thrown when a cell refuses. */
final class Refusals {
    private Refusals() {}

    /** What the cell answered, or what it refused as an exception. */
    static byte[] value(CellRef cell, Answer answer) {
        if (answer.status() == Answer.Status.DONE) {
            return answer.value();
        }
        if (answer.status() == Answer.Status.ABSENT) {
            throw new AbsentException();
        }
        throw of(cell, answer);
    }

    static GridException of(CellRef cell, Answer answer) {
        String message = cell.text() + " " + answer.message();
        return switch (answer.status()) {
            case BAD_INPUT -> new BadInputException(message);
            case REFUSED -> new RefusedException(message);
            case STALE_FENCE -> new StaleFenceException(message);
            case LOST_SESSION -> cell.kind().owned() ? new StaleFenceException(message) : new RefusedException(message);
            case CLOSED -> new ClosedException(message);
            case BROKEN -> new BarrierBrokenException(message);
            case WITHDRAWN -> new RefusedException(cell.text() + ": the attempt that calls has ended; nothing changed");
            case LOST_PART -> new ObjectLostException(message);
            case DONE, PENDING, ABSENT -> throw new IllegalStateException(cell.text() + " answered " + answer.status());
        };
    }
}
