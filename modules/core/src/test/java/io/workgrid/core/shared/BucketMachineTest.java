package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.shared.Merge;
import io.workgrid.core.shared.Answer.Status;
import io.workgrid.core.shared.BucketOp.If;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketMachineTest {
    private static final Value A = Value.of("a");
    private static final Value B = Value.of("b");
    private final Bench bucket = new Bench(Kind.BUCKET);

    private BucketOp.Changed change(Value key, If condition, Value value, long life) {
        return BucketOp.changed(Boxes.done(bucket, BucketOp.change(key, condition, value, life)));
    }

    private void begin() {
        Boxes.open(bucket);
    }

    private Value get(Value key) {
        BucketOp.Found found =
                BucketOp.found(bucket.read(BucketOp.get(List.of(key))).value()).get(0);
        return found == null ? null : found.value();
    }

    @Test
    void partIsAbsentUntilItIsOpened() {
        assertThat(bucket.read(BucketOp.get(List.of(A))).status()).isEqualTo(Status.ABSENT);
        assertThat(bucket.read(PartOp.ticket()).status()).isEqualTo(Status.ABSENT);
        assertThat(Boxes.refused(bucket, PartOp.open(7)).status()).isEqualTo(Status.ABSENT);
        assertThat(PartOp.ticket(Boxes.done(bucket, PartOp.begin(7)))).isEqualTo(7);
        assertThat(Boxes.refused(bucket, BucketOp.clear()).status()).isEqualTo(Status.ABSENT);
        assertThat(PartOp.ticket(Boxes.done(bucket, PartOp.begin(8)))).isEqualTo(7);
        assertThat(PartOp.ticket(bucket.read(PartOp.ticket()).value())).isEqualTo(7);
        assertThat(Boxes.refused(bucket, PartOp.open(8)).status()).isEqualTo(Status.ABSENT);
        Boxes.done(bucket, PartOp.open(7));
        assertThat(get(A)).isNull();
        assertThat(change(A, If.ALWAYS, B, BucketOp.NO_END).done()).isTrue();
        Boxes.done(bucket, PartOp.begin(9)); // late echoes change nothing
        Boxes.done(bucket, PartOp.open(7));
        assertThat(get(A)).isEqualTo(B);
    }

    @Test
    void onlyTheBeginningOfAPartOpensItsCell() {
        Call size = Call.read("s", Bench.owner("s"), Kind.BUCKET, new byte[0], BucketOp.size());
        assertThat(numbered(BucketOp.clear()).opens()).isFalse();
        assertThat(numbered(PartOp.begin(1)).opens()).isTrue();
        assertThat(size.opens()).isFalse();
        assertThat(Cell.absent("grid/it", numbered(BucketOp.clear()), 0).status())
                .isEqualTo(Status.ABSENT);
        assertThat(Cell.absent("grid/it", size, 0).status()).isEqualTo(Status.ABSENT);
    }

    private static Call numbered(byte[] op) {
        return new Call(Call.Verb.DO, "s", 1, Settled.NOTHING, Bench.owner("s"), null, Kind.BUCKET, new byte[0], op);
    }

    @Test
    void putTellsWhatWasThere() {
        begin();
        assertThat(change(A, If.ALWAYS, Value.of(1), BucketOp.NO_END).before()).isNull();
        assertThat(change(A, If.ALWAYS, Value.of(2), BucketOp.NO_END).before()).isEqualTo(Value.of(1));
        assertThat(change(A, If.ALWAYS, null, BucketOp.NO_END).before()).isEqualTo(Value.of(2));
        assertThat(get(A)).isNull();
    }

    @Test
    void conditionsHold() {
        begin();
        assertThat(change(A, If.ABSENT, Value.of(1), BucketOp.NO_END).done()).isTrue();
        assertThat(change(A, If.ABSENT, Value.of(2), BucketOp.NO_END).done()).isFalse();
        assertThat(change(A, If.equal(Value.of(2)), Value.of(3), BucketOp.NO_END)
                        .done())
                .isFalse();
        assertThat(change(A, If.equal(Value.of(1)), Value.of(3), BucketOp.NO_END)
                        .done())
                .isTrue();
        assertThat(get(A)).isEqualTo(Value.of(3));
        assertThat(change(B, If.version(0), Value.of(1), BucketOp.NO_END).done())
                .isTrue();
    }

    @Test
    void versionTellsAValueThatCameBackFromTheOneBefore() {
        begin();
        change(A, If.ALWAYS, Value.of(1), BucketOp.NO_END);
        long version = BucketOp.found(bucket.read(BucketOp.get(List.of(A))).value())
                .get(0)
                .version();
        change(A, If.ALWAYS, null, BucketOp.NO_END);
        change(A, If.ALWAYS, Value.of(1), BucketOp.NO_END);
        assertThat(change(A, If.version(version), Value.of(2), BucketOp.NO_END).done())
                .isFalse();
    }

    @Test
    void entryWithALifeGoesByItself() {
        begin();
        change(A, If.ALWAYS, Value.of(1), 100);
        bucket.now += 99;
        assertThat(get(A)).isEqualTo(Value.of(1));
        bucket.now += 1;
        assertThat(get(A)).isNull();
        assertThat(bucket.cell().bytes()).isPositive();
        bucket.cell().tick(bucket.now);
        assertThat(bucket.cell().bytes()).isZero();
    }

    @Test
    void mergeKeepsTheLifeAndPutReplacesIt() {
        begin();
        change(A, If.ALWAYS, Value.of(1), 100);
        Boxes.done(bucket, BucketOp.merge(Merge.SUM, true, Map.of(A, Value.of(2))));
        change(B, If.ALWAYS, Value.of(1), 100);
        change(B, If.ALWAYS, Value.of(1), BucketOp.NO_END);
        bucket.now += 100;
        assertThat(get(A)).isNull();
        assertThat(get(B)).isEqualTo(Value.of(1));
    }

    @Test
    void mergesAllOrNone() {
        begin();
        change(A, If.ALWAYS, Value.of(1), BucketOp.NO_END);
        change(B, If.ALWAYS, Value.of("text"), BucketOp.NO_END);
        Map<Value, Value> both = new LinkedHashMap<>(Map.of(A, Value.of(1)));
        both.put(B, Value.of(1));
        assertThat(Boxes.refused(bucket, BucketOp.merge(Merge.SUM, false, both)).status())
                .isEqualTo(Status.BAD_INPUT);
        assertThat(get(A)).isEqualTo(Value.of(1));
        assertThat(BucketOp.values(Boxes.done(bucket, BucketOp.merge(Merge.SUM, true, Map.of(A, Value.of(4))))))
                .containsExactly(Value.of(5));
    }

    @Test
    void pagesHaveEachEntryThatStaysOnce() {
        begin();
        for (int n = 0; n < 25; n++) {
            change(Value.of(n), If.ALWAYS, Value.of(n), BucketOp.NO_END);
        }
        List<Value> seen = new ArrayList<>();
        BucketOp.Page page =
                BucketOp.page(bucket.read(BucketOp.page(0, 10, 1_000_000)).value());
        seen.addAll(page.entries().keySet());
        change(Value.of(3), If.ALWAYS, Value.of(-3), BucketOp.NO_END);
        change(Value.of(20), If.ALWAYS, null, BucketOp.NO_END);
        while (page.more()) {
            page = BucketOp.page(
                    bucket.read(BucketOp.page(page.last(), 10, 1_000_000)).value());
            seen.addAll(page.entries().keySet());
        }
        assertThat(seen).hasSize(24).doesNotHaveDuplicates().doesNotContain(Value.of(20));
    }

    @Test
    void pageThatIsFullOfBytesEnds() {
        begin();
        change(A, If.ALWAYS, Value.of("x".repeat(1_000)), BucketOp.NO_END);
        change(B, If.ALWAYS, Value.of("x".repeat(1_000)), BucketOp.NO_END);
        BucketOp.Page page = BucketOp.page(bucket.read(BucketOp.page(0, 10, 10)).value());
        assertThat(page.entries()).containsOnlyKeys(A);
        assertThat(page.more()).isTrue();
    }

    @Test
    void moreThanItHoldsIsRefused() {
        begin();
        Value large = Value.of("x".repeat(1_000_000));
        for (int n = 0; n < 16; n++) {
            change(Value.of(n), If.ALWAYS, large, BucketOp.NO_END);
        }
        Answer refused = Boxes.refused(bucket, BucketOp.change(A, If.ALWAYS, large, BucketOp.NO_END));
        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.message()).contains("16777216");
        change(Value.of(0), If.ALWAYS, Value.of(1), BucketOp.NO_END);
        assertThat(change(A, If.ALWAYS, large, BucketOp.NO_END).done()).isTrue();
    }

    @Test
    void replacesAllOnlyIfNothingChanged() {
        Bench space = new Bench(Kind.NAMESPACE);
        Boxes.done(space, BucketOp.putAll(Map.of(A, Value.of(1), B, Value.of(2))));
        long version =
                BucketOp.page(space.read(BucketOp.page(0, 10, 1_000)).value()).version();
        Boxes.done(space, BucketOp.putAll(Map.of(A, Value.of(9))));
        assertThat(BucketOp.number(Boxes.done(space, BucketOp.replaceAll(version, Map.of()))))
                .isZero();
        BucketOp.Page now =
                BucketOp.page(space.read(BucketOp.page(0, 10, 1_000)).value());
        assertThat(now.entries()).containsEntry(A, Value.of(9)).containsEntry(B, Value.of(2));
        assertThat(BucketOp.number(Boxes.done(space, BucketOp.replaceAll(now.version(), Map.of(A, Value.of(0))))))
                .isOne();
        assertThat(BucketOp.page(space.read(BucketOp.page(0, 10, 1_000)).value())
                        .entries())
                .containsOnlyKeys(A);
    }

    @Test
    void behavesAsAMapForAnySequenceOfChanges() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Bench one = new Bench(Kind.BUCKET);
            Boxes.open(one);
            Map<Value, Value> model = new LinkedHashMap<>();
            for (int step = 0; step < 100; step++) {
                Value key = Value.of(random.nextInt(6));
                Value value = Value.of(random.nextInt(3));
                switch (random.nextInt(5)) {
                    case 0 -> {
                        Boxes.done(one, BucketOp.change(key, If.ALWAYS, value, BucketOp.NO_END));
                        model.put(key, value);
                    }
                    case 1 -> {
                        Boxes.done(one, BucketOp.change(key, If.ABSENT, value, BucketOp.NO_END));
                        model.putIfAbsent(key, value);
                    }
                    case 2 -> {
                        Boxes.done(one, BucketOp.change(key, If.equal(value), null, BucketOp.NO_END));
                        model.remove(key, value);
                    }
                    case 3 -> {
                        Boxes.done(one, BucketOp.merge(Merge.SUM, false, Map.of(key, value)));
                        model.merge(key, value, (a, b) -> Merging.merge(a, b, Merge.SUM));
                    }
                    default -> {
                        Boxes.done(one, BucketOp.change(key, If.ALWAYS, null, BucketOp.NO_END));
                        model.remove(key);
                    }
                }
                BucketOp.Page page =
                        BucketOp.page(one.read(BucketOp.page(0, 100, 10_000)).value());
                assertThat(page.entries()).as("seed %d, step %d", seed, step).isEqualTo(model);
                assertThat(BucketOp.number(one.read(BucketOp.size()).value())).isEqualTo(model.size());
            }
        }
    }
}
