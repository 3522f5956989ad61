package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * One request to a cell. Made again under the same number it changes nothing and is answered as before.
 *
 * @param verb what is to be done
 * @param session the life of the caller's process in the grid
 * @param seq counts the changing calls of the session to the cell, from 1; 0 for {@link Verb#READ}, {@link Verb#END} and
 *     {@link Verb#GUARD}, which may be made any number of times
 * @param settled which of the session's calls were answered, so that the cell forgets the answers
 * @param owner whose the call is
 * @param guard what must hold, or {@code null}
 * @param kind what the cell must be
 * @param spec what it is made with if it is not there; else it must have been made with the same
 * @param op the operation, as its machine reads it; not to be changed
 */
public record Call(
        Verb verb,
        String session,
        long seq,
        Settled settled,
        Owner owner,
        @Nullable Guard guard,
        Kind kind,
        byte[] spec,
        byte[] op) {
    private static final int VERSION = 1;
    private static final byte[] NO_OP = {};

    /** What is to be done. */
    public enum Verb {
        /** An operation that changes nothing. */
        READ,
        /** An operation. */
        DO,
        /** The answer to a call that waits, made before under that number. */
        ASK,
        /** The caller does not wait any more for the answer to that number: it gets it if it has come, else none will. */
        WITHDRAW,
        /** The owner is no more: what it has is released. */
        END,
        /** Only the guard: from now on older fences are refused. */
        GUARD
    }

    public Call {
        if (seq < 0 || (seq == 0) == (verb == Verb.DO || verb == Verb.ASK || verb == Verb.WITHDRAW)) {
            throw new IllegalArgumentException(verb + " under number " + seq);
        }
        if (verb == Verb.GUARD && guard == null) {
            throw new IllegalArgumentException("GUARD without a guard");
        }
    }

    /** An operation that changes nothing. */
    public static Call read(String session, Owner owner, Kind kind, byte[] spec, byte[] op) {
        return new Call(Verb.READ, session, 0, Settled.NOTHING, owner, null, kind, spec, op);
    }

    /** Whether a cell must be there for it, or begins with it. */
    public boolean opens() {
        boolean changes = verb == Verb.DO || verb == Verb.WITHDRAW || verb == Verb.GUARD;
        return changes && (!kind.part() || (verb == Verb.DO && new ByteSource(op).number() == PartOp.BEGIN));
    }

    /** The same operation, with what is settled by now. */
    public Call again(Settled now) {
        return new Call(verb, session, seq, now, owner, guard, kind, spec, op);
    }

    /** Has the answer come? */
    public Call asked(Settled now) {
        return new Call(Verb.ASK, session, seq, now, owner, null, kind, spec, NO_OP);
    }

    /** No wait any more for the answer to this one. */
    public Call withdrawn(Settled now) {
        return new Call(Verb.WITHDRAW, session, seq, now, owner, null, kind, spec, NO_OP);
    }

    /** Whether a cell begins with it although it changes nothing: the first use of what has a size fixes the size. */
    public boolean fixesSize() {
        return verb == Verb.READ && (kind == Kind.SEMAPHORE || kind == Kind.BARRIER);
    }

    /** The owner is no more. */
    public static Call end(Owner owner, Kind kind, byte[] spec) {
        return new Call(Verb.END, owner.session(), 0, Settled.NOTHING, owner, null, kind, spec, NO_OP);
    }

    /** The owner is no more, and has done what it had to do. */
    public static Call endWell(Owner owner, Kind kind, byte[] spec) {
        byte[] well = {1};
        return new Call(Verb.END, owner.session(), 0, Settled.NOTHING, owner, null, kind, spec, well);
    }

    /** From now on older fences are refused. */
    public static Call guard(Owner owner, Guard guard, Kind kind, byte[] spec) {
        return new Call(Verb.GUARD, owner.session(), 0, Settled.NOTHING, owner, guard, kind, spec, NO_OP);
    }

    /** The call as bytes. */
    public byte[] toBytes() {
        ByteSink sink = new ByteSink();
        sink.number(VERSION);
        sink.text(verb.name());
        sink.text(session);
        sink.number(seq);
        settled.write(sink);
        owner.write(sink);
        sink.text(guard == null ? null : guard.lock());
        sink.number(guard == null ? 0 : guard.fence());
        sink.text(kind.name());
        sink.block(spec);
        sink.block(op);
        return sink.bytes();
    }

    /** The call that {@link #toBytes} wrote. */
    public static Call ofBytes(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        Forms.version(source, VERSION, "a call");
        Verb verb = source.constant(Verb.class);
        String session = source.text();
        long seq = source.number();
        Settled settled = Settled.read(source);
        Owner owner = Owner.read(source);
        String lock = source.textOrNull();
        long fence = source.number();
        Call call = new Call(
                verb,
                session,
                seq,
                settled,
                owner,
                lock == null ? null : new Guard(lock, fence),
                source.constant(Kind.class),
                source.block(),
                source.block());
        source.end();
        return call;
    }
}
