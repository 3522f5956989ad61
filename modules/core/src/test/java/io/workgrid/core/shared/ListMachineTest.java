package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import io.workgrid.core.shared.ListOp.Said;
import io.workgrid.core.shared.ListOp.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListMachineTest {
    private final Bench list = new Bench(Kind.LIST);
    private final Map<String, Bench> segments = new HashMap<>();

    private static List<Value> numbers(int from, int end) {
        List<Value> values = new ArrayList<>();
        for (int n = from; n < end; n++) {
            values.add(Value.of(n));
        }
        return values;
    }

    private ListOp.Appended append(List<Value> values) {
        return ListOp.appended(Boxes.done(list, ListOp.append(values)));
    }

    private Said ask(byte[] op) {
        return ListOp.said(Boxes.done(list, op));
    }

    private Bench segment(Said where) {
        return segments.computeIfAbsent(where.life() + "/" + where.first(), absent -> new Bench(Kind.SEGMENT));
    }

    /** Carries what is due, as a client does. */
    private void spill() {
        Said carry = ask(ListOp.freeze("life"));
        if (carry.told() == Told.HERE) {
            Boxes.done(segment(carry), ListOp.carry(carry.carriage(), carry.values()));
            Boxes.done(list, ListOp.spilled(carry.carriage()));
        }
    }

    private void bringBack(Said where) {
        Said back = ListOp.said(Boxes.done(segment(where), ListOp.close()));
        Boxes.done(list, ListOp.restore(where.life(), where.first(), back.carriage(), back.values()));
        Boxes.done(segment(where), ListOp.drop(back.carriage()));
    }

    private Value get(long index) {
        Said said = ListOp.said(list.read(ListOp.read(index, index + 1, 1_000)).value());
        if (said.told() == Told.SEGMENT) {
            long at = index - said.first();
            said = ListOp.said(
                    segment(said).read(ListOp.fetch(at, at + 1, 1_000)).value());
        }
        return said.values().isEmpty() ? null : said.value();
    }

    private void set(long index, Value value) {
        Said said = ask(ListOp.set(index, null, value));
        if (said.told() == Told.FROZEN) {
            spill();
            set(index, value);
        } else if (said.told() == Told.SEGMENT) {
            Said there = ListOp.said(Boxes.done(segment(said), ListOp.replace(index - said.first(), null, value)));
            assertThat(there.told()).isEqualTo(Told.HERE);
        }
    }

    private Value pop() {
        while (true) {
            Said said = ask(ListOp.pop());
            if (said.told() == Told.HERE) {
                return said.value();
            } else if (said.told() == Told.FROZEN) {
                spill();
            } else if (said.told() == Told.SEGMENT) {
                bringBack(said);
            } else {
                return null;
            }
        }
    }

    @Test
    void appendTellsTheIndex() {
        assertThat(append(numbers(0, 3)).first()).isZero();
        assertThat(append(numbers(3, 4)).first()).isEqualTo(3);
        assertThat(append(List.of()).first()).isEqualTo(4);
        assertThat(get(3)).isEqualTo(Value.of(3));
        assertThat(get(4)).isNull();
    }

    @Test
    void whatIsFarFromTheEndIsCarriedIntoASegment() {
        assertThat(append(numbers(0, 2_047)).spillDue()).isFalse();
        assertThat(append(numbers(2_047, 2_048)).spillDue()).isTrue();
        spill();
        assertThat(segments).containsOnlyKeys("life/0");
        assertThat(get(0)).isEqualTo(Value.of(0));
        assertThat(get(1_023)).isEqualTo(Value.of(1_023));
        assertThat(get(1_024)).isEqualTo(Value.of(1_024));
        set(5, Value.of(-5));
        assertThat(get(5)).isEqualTo(Value.of(-5));
    }

    @Test
    void secondCarrierChangesNothing() {
        append(numbers(0, 3_000));
        Said first = ask(ListOp.freeze("life"));
        Said second = ask(ListOp.freeze("other"));
        assertThat(second).isEqualTo(first);
        Boxes.done(segment(first), ListOp.carry(first.carriage(), first.values()));
        Boxes.done(list, ListOp.spilled(first.carriage()));
        set(7, Value.of(-7));
        Boxes.done(segment(first), ListOp.carry(second.carriage(), second.values()));
        Boxes.done(list, ListOp.spilled(second.carriage()));
        assertThat(get(7)).isEqualTo(Value.of(-7));
        assertThat(get(2_999)).isEqualTo(Value.of(2_999));
    }

    @Test
    void frozenElementsAreReadButNotChanged() {
        append(numbers(0, 2_048));
        ask(ListOp.freeze("life"));
        assertThat(get(3)).isEqualTo(Value.of(3));
        assertThat(ask(ListOp.set(3, null, Value.of(9))).told()).isEqualTo(Told.FROZEN);
        assertThat(ask(ListOp.set(2_000, null, Value.of(9))).told()).isEqualTo(Told.HERE);
        set(3, Value.of(9));
        assertThat(get(3)).isEqualTo(Value.of(9));
    }

    @Test
    void popsComeBackAsFarAsTheyGo() {
        append(numbers(0, 2_048));
        spill();
        for (int n = 2_047; n >= 0; n--) {
            assertThat(pop()).isEqualTo(Value.of(n));
        }
        assertThat(pop()).isNull();
        assertThat(append(numbers(0, 1)).first()).isZero();
    }

    @Test
    void lateRestoreOfAnOlderCarriageChangesNothing() {
        append(numbers(0, 2_048));
        spill();
        Said where = ListOp.said(list.read(ListOp.read(0, 1, 10)).value());
        Said back = ListOp.said(Boxes.done(segment(where), ListOp.close()));
        bringBack(where);
        set(3, Value.of(-3));
        spill();
        Boxes.done(list, ListOp.restore(where.life(), where.first(), back.carriage(), back.values()));
        assertThat(get(3)).isEqualTo(Value.of(-3));
    }

    @Test
    void closedSegmentSendsItsCallersBack() {
        append(numbers(0, 2_048));
        spill();
        Said where = ListOp.said(list.read(ListOp.read(0, 1, 10)).value());
        Boxes.done(segment(where), ListOp.close());
        assertThat(ListOp.said(segment(where).read(ListOp.fetch(0, 1, 10)).value())
                        .told())
                .isEqualTo(Told.MOVED);
        assertThat(ListOp.said(Boxes.done(segment(where), ListOp.replace(0, null, Value.of(1))))
                        .told())
                .isEqualTo(Told.MOVED);
    }

    @Test
    void clearForgetsAllAndTellsTheSegments() {
        append(numbers(0, 4_096));
        spill();
        spill();
        ListOp.Cleared cleared = ListOp.cleared(Boxes.done(list, ListOp.clear()));
        assertThat(cleared.life()).isEqualTo("life");
        assertThat(cleared.segments()).containsExactly(0L, 1_024L);
        assertThat(append(numbers(0, 1)).first()).isZero();
        assertThat(list.cell().bytes()).isPositive();
    }

    @Test
    void lostSegmentMakesTheListLostUntilItIsCleared() {
        append(numbers(0, 2_048));
        spill();
        Boxes.done(list, ListOp.lost("other life", 0));
        Boxes.done(list, ListOp.lost("life", 0));
        assertThat(Boxes.refused(list, ListOp.append(numbers(0, 1))).status()).isEqualTo(Status.LOST_PART);
        Boxes.done(list, ListOp.clear());
        append(numbers(0, 1));
    }

    @Test
    void comparesAndSets() {
        append(numbers(0, 2));
        assertThat(ask(ListOp.set(1, Value.of(5), Value.of(6))).met()).isFalse();
        assertThat(ask(ListOp.set(1, Value.of(1), Value.of(6))).met()).isTrue();
        assertThat(get(1)).isEqualTo(Value.of(6));
        assertThat(ask(ListOp.set(2, null, Value.of(6))).told()).isEqualTo(Told.OUTSIDE);
    }

    @Test
    void behavesAsAListForAnySequenceOfChanges() {
        for (int seed = 0; seed < 4; seed++) {
            new ListMachineTest().behaveAsAList(seed);
        }
    }

    private void behaveAsAList(int seed) {
        Random random = new Random(seed);
        String large = "x".repeat(10_000); // so that some fifty are enough for a segment
        List<Value> model = new ArrayList<>();
        for (int step = 0; step < 30; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    for (int n = random.nextInt(20); n > 0; n--) {
                        Value more = Value.of(large + step + "." + n);
                        append(List.of(more));
                        model.add(more);
                    }
                }
                case 2 -> spill();
                case 3 -> {
                    for (int n = random.nextInt(40); n > 0 && !model.isEmpty(); n--) {
                        assertThat(pop()).isEqualTo(model.remove(model.size() - 1));
                    }
                }
                default -> {
                    for (int n = 0; n < 5 && !model.isEmpty(); n++) {
                        int index = random.nextInt(model.size());
                        set(index, Value.of(-index));
                        model.set(index, Value.of(-index));
                    }
                }
            }
            assertThat(ListOp.said(list.read(ListOp.read(0, 0, 0)).value()).size())
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(model.size());
            for (int n = 0; n < 10 && !model.isEmpty(); n++) {
                int index = random.nextInt(model.size());
                assertThat(get(index))
                        .as("seed %d, step %d, index %d", seed, step, index)
                        .isEqualTo(model.get(index));
            }
        }
    }
}
