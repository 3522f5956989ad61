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
            case COUNTER -> new CounterMachine();
            case DICT, LONGS, DOUBLES, BYTES, CHANNEL -> new HeadMachine();
            case BUCKET, NAMESPACE -> new BucketMachine(kind);
            case LIST -> new ListMachine();
            case SEGMENT -> new SegmentMachine();
            case BLOCK -> BlockMachine.open(with);
            case QUEUE -> QueueMachine.open(with);
            case CHANNELS -> new ChannelMachine();
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
            case COUNTER -> CounterMachine.read(state);
            case DICT, LONGS, DOUBLES, BYTES, CHANNEL -> HeadMachine.read(state);
            case BUCKET, NAMESPACE -> BucketMachine.read(kind, state);
            case LIST -> ListMachine.read(state);
            case SEGMENT -> SegmentMachine.read(state);
            case BLOCK -> BlockMachine.read(with, state);
            case QUEUE -> QueueMachine.read(with, state);
            case CHANNELS -> ChannelMachine.read(state);
        };
    }
}
