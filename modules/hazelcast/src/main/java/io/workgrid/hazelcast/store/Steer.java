package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.Reply;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Set;

/** Stops, pauses or resumes a shard, or settles what a lost node held in it. */
final class Steer extends ShardOp<Boolean> {
    private static final What[] WHATS = What.values();
    private static final JobPhase[] PHASES = JobPhase.values();

    private enum What {
        STOP_SOON,
        STOP_NOW,
        PAUSE,
        RESUME,
        PARALLELISM,
        PRIORITY,
        RELEASE,
        LOST,
        GIVE_UP
    }

    private What what = What.RESUME;
    private String text = "";
    private JobPhase endAs = JobPhase.CANCELLED;
    private long number;

    Steer() {}

    private Steer(What what, String text, JobPhase endAs, long number) {
        this.what = what;
        this.text = text;
        this.endAs = endAs;
        this.number = number;
    }

    static Steer stop(Reply.Stop how, JobPhase endAs, String reason) {
        return new Steer(how == Reply.Stop.NOW ? What.STOP_NOW : What.STOP_SOON, reason, endAs, 0);
    }

    /** Numbered: see {@link io.workgrid.core.ledger.Ledger#pause}. */
    static Steer pause(String reason, long number) {
        return new Steer(What.PAUSE, reason, JobPhase.CANCELLED, number);
    }

    static Steer resume(long number) {
        return new Steer(What.RESUME, "", JobPhase.CANCELLED, number);
    }

    /** Numbered: see {@link io.workgrid.core.ledger.Ledger#setParallelism}. */
    static Steer parallelism(int chunks, long number) {
        return new Steer(What.PARALLELISM, Integer.toString(chunks), JobPhase.CANCELLED, number);
    }

    static Steer priority(int to, long number) {
        return new Steer(What.PRIORITY, Integer.toString(to), JobPhase.CANCELLED, number);
    }

    /** What the job needs is there. */
    static Steer release() {
        return new Steer(What.RELEASE, "", JobPhase.CANCELLED, 0);
    }

    static Steer lost(String node) {
        return new Steer(What.LOST, node, JobPhase.CANCELLED, 0);
    }

    /** Ends a shard that nobody can work on any more, also where a node holds a part of it. */
    static Steer giveUp(String reason) {
        return new Steer(What.GIVE_UP, reason, JobPhase.LOST, 0);
    }

    @Override
    Boolean apply(ShardEntry shard, long nowMillis) {
        switch (what) {
            case STOP_SOON -> shard.ledger().stop(Reply.Stop.SOON, endAs, text, nowMillis);
            case STOP_NOW -> shard.ledger().stop(Reply.Stop.NOW, endAs, text, nowMillis);
            case PAUSE -> shard.ledger().pause(text, number, nowMillis);
            case RESUME -> shard.ledger().resume(number, nowMillis);
            case PARALLELISM -> shard.ledger().setParallelism(Integer.parseInt(text), number, nowMillis);
            case PRIORITY -> shard.ledger().setPriority(Integer.parseInt(text), number, nowMillis);
            case RELEASE -> shard.ledger().release(nowMillis);
            case LOST -> shard.ledger().lost(text, nowMillis);
            case GIVE_UP -> {
                shard.ledger().stop(Reply.Stop.NOW, endAs, text, nowMillis);
                Set.copyOf(shard.ledger().nodes())
                        .forEach(node -> shard.ledger().lost(node, nowMillis));
            }
        }
        return true;
    }

    @Override
    public int getClassId() {
        return StoreFactory.STEER;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        Values.constant(out, what);
        out.writeString(text);
        Values.constant(out, endAs);
        out.writeLong(number);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        what = Values.constant(in, WHATS);
        text = Values.text(in);
        endAs = Values.constant(in, PHASES);
        number = in.readLong();
    }
}
