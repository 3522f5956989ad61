package io.workgrid.hazelcast.member;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What is asked of a node in person; all of it may be asked twice. */
final class Request implements Callable<Report>, IdentifiedDataSerializable, HazelcastInstanceAware {
    static final int FACTORY = 21;
    static final int TYPE = 1;

    private static final byte LOOK = 0;
    private static final byte LEAVES = 1;
    private static final byte LEAVE = 2;

    private byte kind;
    private String member = "";
    private @Nullable HazelcastInstance here;

    Request() {}

    private Request(byte kind, String member) {
        this.kind = kind;
        this.member = member;
    }

    /** How the node is. */
    static Request look() {
        return new Request(LOOK, "");
    }

    /** To be told that a member is about to go. */
    static Request leaves(String member) {
        return new Request(LEAVES, member);
    }

    /** To finish what it holds and go. */
    static Request leave() {
        return new Request(LEAVE, "");
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        here = instance;
    }

    @Override
    public Report call() {
        Control control = Control.of(Objects.requireNonNull(here));
        if (control == null) {
            return Report.STARTING;
        }
        if (kind == LEAVES) {
            control.leaves(member);
        } else if (kind == LEAVE) {
            control.leave();
        }
        return control.report();
    }

    @Override
    public int getFactoryId() {
        return FACTORY;
    }

    @Override
    public int getClassId() {
        return TYPE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByte(kind);
        out.writeString(member);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        kind = in.readByte();
        member = Objects.requireNonNullElse(in.readString(), "");
    }
}
