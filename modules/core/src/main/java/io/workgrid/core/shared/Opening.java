package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * How far a part has come, see {@link PartOp}.
 *
 * <pre>
 * absent -> begun (has a ticket) -> open
 * </pre>
 */
final class Opening {
    private long ticket;
    private boolean open;

    /**
     * What comes before all else that a part does.
     *
     * @param code of the operation, which was read already
     * @return {@code null}: the part is open, and the operation is another one
     */
    @Nullable
    Answer call(int code, ByteSource op) {
        return switch (code) {
            case PartOp.BEGIN -> begin(op.signed());
            case PartOp.TICKET -> ticket == 0 ? Answer.ABSENT : told();
            case PartOp.OPEN -> open(op.signed());
            default -> open ? null : Answer.ABSENT;
        };
    }

    boolean isOpen() {
        return open;
    }

    private Answer begin(long with) {
        if (with == 0) {
            throw new IllegalArgumentException("a part is begun without a ticket");
        }
        if (ticket == 0) {
            ticket = with;
        }
        return told();
    }

    private Answer open(long with) {
        if (ticket == 0 || ticket != with) {
            return Answer.ABSENT;
        }
        open = true;
        return Answer.DONE;
    }

    private Answer told() {
        ByteSink sink = new ByteSink();
        sink.signed(ticket);
        return Answer.done(sink.bytes());
    }

    void write(ByteSink sink) {
        sink.signed(ticket);
        sink.flag(open);
    }

    static Opening read(ByteSource source) {
        Opening opening = new Opening();
        opening.ticket = source.signed();
        opening.open = source.flag();
        return opening;
    }
}
