package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets time pass in a shard, settles what lost nodes held, and says what there is to clean up.
 *
 * <p>A node is lost if who asks knows that it left and who owns the shard does not see it either: one that was cut off holds all others
 * to be lost, and what it asked then may arrive when it is back among them.
 */
final class Tend extends ShardOp<Tend.Tended> implements HazelcastInstanceAware {
    private Set<String> present = Set.of();
    private Set<String> lost = Set.of();
    private transient @Nullable HazelcastInstance here;

    Tend() {}

    /**
     * A round.
     *
     * @param present the nodes that are there
     * @param lost nodes that are known to be gone
     */
    Tend(Set<String> present, Set<String> lost) {
        this.present = present;
        this.lost = lost;
    }

    /**
     * What was found.
     *
     * @param endedMillis when the shard ended; 0: it has not
     * @param resultBytes about how many bytes its results and the items that are kept take
     * @param absent nodes that take part in it and are neither there nor known to be gone
     * @param passed where pages begin that nobody needs any more; they were struck off
     * @param hasWork whether there is something to lease
     * @param waits whether the job needs others, and was not released
     * @param sealed whether all items were given
     * @param submitter who gives them
     */
    record Tended(
            long endedMillis,
            long resultBytes,
            List<String> absent,
            long[] passed,
            boolean hasWork,
            boolean waits,
            boolean sealed,
            String submitter) {}

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        here = instance;
    }

    @Override
    Tended apply(ShardEntry shard, long nowMillis) {
        shard.ledger().tick(nowMillis);
        Set<String> away = new HashSet<>(shard.ledger().nodes());
        away.removeAll(present);
        away = NodeNames.absent(away, Objects.requireNonNull(here).getCluster());
        for (String node : Set.copyOf(away)) {
            if (lost.contains(node)) {
                shard.ledger().lost(node, nowMillis);
                away.remove(node);
            }
        }
        shard.noteEnd(nowMillis);
        LedgerView view = shard.ledger().view();
        long[] passed = shard.takePassedPages();
        return new Tended(
                shard.endedMillis(),
                shard.resultBytes() + shard.pageBytes(),
                List.copyOf(away),
                passed,
                shard.ledger().hasWork(),
                view.waits() != null,
                view.sealed(),
                shard.submitter());
    }

    @Override
    public int getClassId() {
        return StoreFactory.TEND;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        Values.texts(out, present);
        Values.texts(out, lost);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        present = Set.copyOf(Values.texts(in));
        lost = Set.copyOf(Values.texts(in));
    }

    /** The form of what was found. */
    static final class Form implements StreamSerializer<Tended> {
        private static final int TYPE = 122;

        @Override
        public int getTypeId() {
            return TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, Tended tended) throws IOException {
            out.writeLong(tended.endedMillis);
            out.writeLong(tended.resultBytes);
            Values.texts(out, tended.absent);
            out.writeLongArray(tended.passed);
            out.writeBoolean(tended.hasWork);
            out.writeBoolean(tended.waits);
            out.writeBoolean(tended.sealed);
            out.writeString(tended.submitter);
        }

        @Override
        public Tended read(ObjectDataInput in) throws IOException {
            return new Tended(
                    in.readLong(),
                    in.readLong(),
                    Values.texts(in),
                    Objects.requireNonNull(in.readLongArray(), "the pages are missing"),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readBoolean(),
                    Values.text(in));
        }
    }
}
