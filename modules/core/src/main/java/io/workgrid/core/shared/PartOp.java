package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;

/**
 * The operations that every part of a dict or an array knows, as bytes, and what is answered to them. A part is begun, then its head hears
 * of it, then it is opened; before that it is empty and cannot be changed. Who begins it under a life that is over sees that at the head and
 * takes it back, and nobody has changed anything in it.
 */
public final class PartOp {
    static final int BEGIN = 0;
    static final int TICKET = 100;
    static final int OPEN = 101;

    private PartOp() {}

    /**
     * The part's cell is there from now on. Answered by {@link #ticket}.
     *
     * @param ticket what it is to be opened with, if it was not there before; not 0
     */
    public static byte[] begin(long ticket) {
        return op(BEGIN, ticket);
    }

    /** With what it is to be opened, which changes nothing. Answered by {@link #ticket}. */
    public static byte[] ticket() {
        return op(TICKET, 0);
    }

    /** From now on it can be changed, if it is still the one that has this ticket. */
    public static byte[] open(long ticket) {
        return op(OPEN, ticket);
    }

    /** With what it is to be opened. */
    public static long ticket(byte[] answer) {
        return new ByteSource(answer).signed();
    }

    private static byte[] op(int code, long ticket) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        sink.signed(ticket);
        return sink.bytes();
    }
}
