package io.workgrid.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sets of ranges, against a bit set. */
class RangesTest {
    private static final int SIZE = 60;

    @Test
    void bothFormsAreTheSetOfWhatWasAdded() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BitSet model = new BitSet();
            RangeSet growing = new RangeSet();
            Ranges fixed = Ranges.NONE;
            for (int n = 0; n < 25; n++) {
                int first = random.nextInt(SIZE);
                int end = first + random.nextInt(1, 6);
                fixed = fixed.with(first, end);
                int next = model.nextSetBit(first);
                if (model.get(first) || (next >= 0 && next < end)) {
                    assertThatThrownBy(() -> growing.add(first, end)).isInstanceOf(IllegalStateException.class);
                    fill(model, growing, first, end);
                } else {
                    growing.add(first, end);
                }
                model.set(first, end);
                same(growing.freeze(), model, seed);
                assertThat(growing.freeze()).isEqualTo(fixed).hasSameHashCodeAs(fixed);
                assertThat(growing.total()).isEqualTo(model.cardinality());
            }
        }
    }

    private static void fill(BitSet model, RangeSet growing, int first, int end) {
        for (int index = first; index < end; index++) {
            if (!model.get(index)) {
                growing.add(index, index + 1);
            }
        }
    }

    private static void same(Ranges ranges, BitSet model, long seed) {
        assertThat(ranges.total()).as("seed %d", seed).isEqualTo(model.cardinality());
        for (int n = 0; n < ranges.size(); n++) {
            assertThat(ranges.end(n)).isGreaterThan(ranges.first(n));
            assertThat(n == 0 || ranges.first(n) > ranges.end(n - 1)).isTrue();
        }
        for (int index = 0; index < SIZE + 10; index++) {
            assertThat(ranges.contains(index)).as("seed %d, %d", seed, index).isEqualTo(model.get(index));
            assertThat(ranges.gapFrom(index)).isEqualTo(model.nextClearBit(index));
        }
    }

    @Test
    void oneSetWithoutAnotherIsWhatOnlyTheFirstHas() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Ranges[] sets = {Ranges.NONE, Ranges.NONE};
            BitSet[] models = {new BitSet(), new BitSet()};
            for (int n = 0; n < 16; n++) {
                int first = random.nextInt(SIZE);
                int end = first + random.nextInt(1, 9);
                sets[n % 2] = sets[n % 2].with(first, end);
                models[n % 2].set(first, end);
            }
            models[0].andNot(models[1]);
            same(sets[0].minus(sets[1]), models[0], seed);
        }
    }

    @Test
    void anEmptyRangeIsNone() {
        assertThat(Ranges.of(5, 5)).isEqualTo(Ranges.NONE).hasToString("");
        assertThat(Ranges.of(1, 4).with(9, 9).with(7, 8)).hasToString("1..3 7..7");
        assertThatThrownBy(() -> new RangeSet().add(3, 3)).isInstanceOf(IllegalStateException.class);
    }
}
