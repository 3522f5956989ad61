package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random histories of owners that take, give back, wait, give up and die; what must always hold is looked at after each step. */
class LockHistoriesTest {
    private static final int SEEDS = 150;
    private static final int STEPS = 120;

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LOCK", "RLOCK", "SEMAPHORE"})
    void nobodyHoldsTooMuchAndNobodyWaitsForNothing(Kind kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            new History(kind, seed).run();
        }
    }

    private static final class History {
        private final Kind kind;
        private final Random dice;
        private final String seed;
        private final Bench bench;
        private final List<Long> made = new ArrayList<>();
        private int lives;

        History(Kind kind, long seed) {
            this.kind = kind;
            this.seed = "seed " + seed;
            dice = new Random(seed);
            bench = kind == Kind.SEMAPHORE ? new Bench(kind, SemaphoreOp.spec(2)) : new Bench(kind);
        }

        void run() {
            for (int n = 0; n < STEPS; n++) {
                step();
                check();
            }
        }

        private String somebody() {
            return "s" + dice.nextInt(5) + "." + lives;
        }

        private void step() {
            switch (dice.nextInt(10)) {
                case 0, 1, 2, 3 -> made.add(bench.make(somebody(), acquire()));
                case 4, 5, 6 -> bench.make(somebody(), release());
                case 7 -> {
                    if (!made.isEmpty()) {
                        bench.withdraw(made.get(dice.nextInt(made.size())));
                    }
                }
                case 8 -> bench.end(somebody());
                default -> {
                    if (dice.nextInt(8) == 0) {
                        bench.lose("s0." + lives, "s1." + lives, "s2." + lives, "s3." + lives, "s4." + lives);
                        lives++;
                        made.clear();
                    }
                }
            }
        }

        private byte[] acquire() {
            return kind == Kind.SEMAPHORE ? SemaphoreOp.acquire(1 + dice.nextInt(2)) : LockOp.acquire();
        }

        private byte[] release() {
            return kind == Kind.SEMAPHORE ? SemaphoreOp.release(1) : LockOp.release();
        }

        private void check() {
            CellView view = bench.cell().view();
            int held = view.holders().stream().mapToInt(CellView.Holder::count).sum();
            if (kind == Kind.SEMAPHORE) {
                assertThat(held).as(seed).isLessThanOrEqualTo(2);
            } else {
                assertThat(view.holders()).as(seed).hasSizeLessThanOrEqualTo(1);
            }
            assertThat(view.holders().isEmpty() && !view.waiting().isEmpty())
                    .as(seed + ": somebody waits for what nobody has")
                    .isFalse();
            assertThat(view.holders())
                    .as(seed + ": what is lost holds nothing")
                    .allMatch(each -> each.owner().session().endsWith("." + lives));
        }
    }
}
