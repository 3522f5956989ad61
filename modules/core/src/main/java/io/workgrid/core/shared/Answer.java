package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cell says to a call. A refusal changes nothing.
 *
 * @param status how it went
 * @param value what the machine answers to an operation that was done; not to be changed
 * @param message why it was refused; empty otherwise
 * @param wakes calls of others that got their answer through this one: to be passed on, and nothing is lost but time if that fails
 */
public record Answer(Status status, byte[] value, String message, List<Wake> wakes) {
    private static final byte[] NOTHING = {};

    /** Done, and there is nothing to say. */
    public static final Answer DONE = done(NOTHING);
    /** The call waits in the cell; the same call again gets the answer once it is there. */
    public static final Answer PENDING = new Answer(Status.PENDING, NOTHING, "", List.of());

    /** There is no such part. */
    static final Answer ABSENT = refused(Status.ABSENT, "has no such part");

    /** How a call went. */
    public enum Status {
        DONE,
        PENDING,
        /** The wait was given up before there was an answer. */
        WITHDRAWN,
        /** The call asks for what cannot be. */
        BAD_INPUT,
        /** A limit, or a state that does not allow it. */
        REFUSED,
        /** The lock was given to somebody else after the one who makes the change had it. */
        STALE_FENCE,
        /** It was closed. */
        CLOSED,
        /** The barrier is broken. */
        BROKEN,
        /** The part was not begun, or is gone. */
        ABSENT,
        /** A part of the object is lost. */
        LOST_PART,
        /** The session was taken for lost, and what it had was given away. */
        LOST_SESSION
    }

    /**
     * A call that waited and has its answer now.
     *
     * @param session whose it is
     * @param seq its number
     * @param answer its answer, which has no wakes
     */
    public record Wake(String session, long seq, Answer answer) {}

    public Answer {
        wakes = List.copyOf(wakes);
    }

    /** Done. */
    public static Answer done(byte[] value) {
        return new Answer(Status.DONE, value, "", List.of());
    }

    /** Not done. */
    public static Answer refused(Status why, String message) {
        return new Answer(why, NOTHING, message, List.of());
    }

    /** The answer, and who is to be woken. */
    public Answer with(List<Wake> more) {
        return more.isEmpty() ? this : new Answer(status, value, message, more);
    }

    /** The answer alone. */
    public Answer withoutWakes() {
        return wakes.isEmpty() ? this : new Answer(status, value, message, List.of());
    }

    /** The answer as bytes. */
    public byte[] toBytes() {
        ByteSink sink = new ByteSink();
        write(sink);
        return sink.bytes();
    }

    /** The answer that {@link #toBytes} wrote. */
    public static Answer ofBytes(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        Answer answer = read(source);
        source.end();
        return answer;
    }

    void write(ByteSink sink) {
        sink.text(status.name());
        sink.block(value);
        sink.text(message);
        sink.number(wakes.size());
        for (Wake wake : wakes) {
            sink.text(wake.session());
            sink.number(wake.seq());
            wake.answer().write(sink);
        }
    }

    static Answer read(ByteSource source) {
        Status status = source.constant(Status.class);
        byte[] value = source.block();
        String message = source.text();
        int count = source.count();
        List<Wake> wakes = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            wakes.add(new Wake(source.text(), source.number(), read(source)));
        }
        return new Answer(status, value, message, wakes);
    }
}
