package io.workgrid.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.EntryProcessor;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Cell;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.Owner;
import io.workgrid.core.shared.QueueOp;
import io.workgrid.core.shared.Settled;
import io.workgrid.core.shared.Value;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyOpTest {
    private static final String KEY = "grid/queue";
    private static final byte[] SPEC = QueueOp.spec(1_000);
    private final Map.Entry<String, CellEntry> primary = new SimpleEntry<>(KEY, null);
    private final Map.Entry<String, CellEntry> copy = new SimpleEntry<>(KEY, null);
    private long seq;

    /** Carried out by the owner; returns what its copies are sent. */
    private EntryProcessor<String, CellEntry, Answer> put(int bytes) {
        return make(call(bytes), false);
    }

    private Call call(int bytes) {
        byte[] op = QueueOp.put(false, List.of(Value.of("x".repeat(bytes))));
        Owner owner = Owner.thread("s", "s", "main");
        return new Call(Call.Verb.DO, "s", ++seq, Settled.NOTHING, owner, null, Kind.QUEUE, SPEC, op);
    }

    private EntryProcessor<String, CellEntry, Answer> make(Call call, boolean again) {
        CallCell request = new CallCell(call, true, again);
        assertThat(request.process(primary).status()).isEqualTo(Answer.Status.DONE);
        return request.getBackupProcessor();
    }

    private static Cell cell(Map.Entry<String, CellEntry> of) {
        return of.getValue().cell();
    }

    private void isACopy() {
        assertThat(cell(copy).toBytes()).isEqualTo(cell(primary).toBytes());
    }

    @Test
    void copiesOfASmallCellAreSentTheCellAndThoseOfALargeOneTheCall() {
        EntryProcessor<String, CellEntry, Answer> small = put(100);
        assertThat(small).isInstanceOf(KeepCell.class);
        small.process(copy);
        put(CellOp.SMALL_BYTES).process(copy);
        isACopy();
        EntryProcessor<String, CellEntry, Answer> large = put(100);
        assertThat(large).isInstanceOf(CopyOp.class);
        large.process(copy);
        isACopy();
    }

    @Test
    void callThatComesTwiceToACopyTakesEffectOnce() {
        put(100).process(copy);
        put(CellOp.SMALL_BYTES).process(copy);
        EntryProcessor<String, CellEntry, Answer> large = put(100);
        large.process(copy);
        large.process(copy);
        isACopy();
    }

    /** The owner did it, its copies did not hear of it, and who asked was not answered. */
    @Test
    void callThatIsMadeAgainIsSentToTheCopiesAlthoughItChangesNothing() {
        put(100).process(copy);
        Call call = call(100);
        make(call, false);
        make(call, true).process(copy);
        isACopy();
    }

    @Test
    void copyThatMissedACallRemovesItselfAndIsMadeAnewOnlyAsAWhole() {
        put(100).process(copy);
        put(CellOp.SMALL_BYTES).process(copy);
        put(100); // does not arrive
        put(100).process(copy);
        assertThat(copy.getValue()).isNull();
        put(100).process(copy);
        assertThat(copy.getValue()).isNull();
    }
}
