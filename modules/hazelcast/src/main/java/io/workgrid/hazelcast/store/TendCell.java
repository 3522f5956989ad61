package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Cell;
import io.workgrid.core.shared.CellView;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets time pass in a cell, releases what lost sessions had, and says whom to wake and who takes part. A node that the owner of the cell
 * sees is not lost, whoever says so, as in {@link Tend}.
 */
final class TendCell extends CellOp<TendCell.Tended> implements HazelcastInstanceAware {
    private Set<String> lost = Set.of();
    private transient @Nullable HazelcastInstance here;

    TendCell() {}

    TendCell(Set<String> lost) {
        this.lost = lost;
    }

    /**
     * What was found.
     *
     * @param wakes calls that got their answer
     * @param sessions who takes part
     * @param busy whether somebody holds something or waits
     */
    record Tended(List<Answer.Wake> wakes, List<String> sessions, boolean busy) {}

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        here = instance;
    }

    @Override
    void judge() {
        lost = NodeNames.absent(lost, Objects.requireNonNull(here).getCluster());
    }

    @Override
    Tended apply(Cell cell, long nowMillis) {
        List<Answer.Wake> wakes = new ArrayList<>(cell.lost(lost, nowMillis));
        wakes.addAll(cell.tick(nowMillis));
        CellView view = cell.view();
        boolean busy = !view.holders().isEmpty() || !view.waiting().isEmpty();
        return new Tended(wakes, List.copyOf(cell.takingPart()), busy);
    }

    @Override
    public int getClassId() {
        return StoreFactory.TEND_CELL;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        Values.texts(out, lost);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        lost = Set.copyOf(Values.texts(in));
    }

    /** The form of what was found. */
    static final class Form implements StreamSerializer<Tended> {
        private static final int TYPE = 125;

        @Override
        public int getTypeId() {
            return TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, Tended tended) throws IOException {
            out.writeByteArray(Answer.DONE.with(tended.wakes).toBytes());
            Values.texts(out, tended.sessions);
            out.writeBoolean(tended.busy);
        }

        @Override
        public Tended read(ObjectDataInput in) throws IOException {
            return new Tended(Answer.ofBytes(Values.bytes(in)).wakes(), Values.texts(in), in.readBoolean());
        }
    }
}
