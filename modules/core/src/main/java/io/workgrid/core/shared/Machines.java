package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSource;

/** Makes machines: the one list of them. */
final class Machines {
    private Machines() {}

    /** A new one. */
    static Machine open(Kind kind, byte[] spec) {
        ByteSource with = new ByteSource(spec);
        return switch (kind) {
            case LOCK, RLOCK -> new LockMachine(kind == Kind.RLOCK);
            case SEMAPHORE -> SemaphoreMachine.open(with);
            case EVENT -> new EventMachine();
            case BARRIER -> BarrierMachine.open(with);
        };
    }

    /** One that was written. */
    static Machine read(Kind kind, byte[] spec, ByteSource state) {
        ByteSource with = new ByteSource(spec);
        return switch (kind) {
            case LOCK, RLOCK -> LockMachine.read(kind == Kind.RLOCK, state);
            case SEMAPHORE -> SemaphoreMachine.read(with, state);
            case EVENT -> EventMachine.read(state);
            case BARRIER -> BarrierMachine.read(with, state);
        };
    }
}
