package io.workgrid.hazelcast.store;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Makes the requests that are sent to owners of partitions and to members. A number that was given is never given again. */
final class StoreFactory implements DataSerializableFactory {
    static final int ID = 20;

    static final int OPEN_SHARD = 1;
    static final int APPEND_ITEMS = 2;
    static final int MAKE_EXCHANGE = 3;
    static final int STEER = 4;
    static final int LOOK = 5;
    static final int FIND_PAGE = 6;
    static final int TEND = 7;
    static final int KEEP_SHARD = 8;
    static final int REPLACE_BLOCK = 9;
    static final int STRIP_BLOCK = 10;
    static final int OF_JOBS = 11;
    static final int TELL = 12;
    static final int LEAVE_SCOPE = 13;
    static final int NOTE_END = 14;
    static final int SURE_LOOK = 15;
    static final int CALL_CELL = 21;
    static final int COPY_OP = 22;
    static final int KEEP_CELL = 23;
    static final int TEND_CELL = 24;
    static final int REMOVE_CELL = 25;
    static final int VIEW_CELL = 26;
    static final int KEYS_FROM = 27;

    @Override
    public IdentifiedDataSerializable create(int classId) {
        return switch (classId) {
            case OPEN_SHARD -> new OpenShard();
            case APPEND_ITEMS -> new AppendItems();
            case MAKE_EXCHANGE -> new MakeExchange();
            case STEER -> new Steer();
            case LOOK -> new Look();
            case FIND_PAGE -> new FindPage();
            case TEND -> new Tend();
            case KEEP_SHARD -> new KeepShard<>();
            case REPLACE_BLOCK -> new ReplaceBlock();
            case STRIP_BLOCK -> new StripBlock();
            case OF_JOBS -> new OfJobs();
            case TELL -> new Tell();
            case LEAVE_SCOPE -> new LeaveScope();
            case NOTE_END -> new NoteEnd();
            case SURE_LOOK -> new SureLook();
            case CALL_CELL -> new CallCell();
            case COPY_OP -> new CopyOp<>();
            case KEEP_CELL -> new KeepCell<>();
            case TEND_CELL -> new TendCell();
            case REMOVE_CELL -> new RemoveCell();
            case VIEW_CELL -> new ViewCell();
            case KEYS_FROM -> new KeysFrom();
            default ->
                throw new HazelcastSerializationException("request " + classId + " is not known to this version");
        };
    }
}
