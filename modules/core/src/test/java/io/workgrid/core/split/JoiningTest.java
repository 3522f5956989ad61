package io.workgrid.core.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import org.junit.jupiter.api.Test;

/** How many leases are run as one. */
class JoiningTest {
    private static final int MANY = 1_000_000;

    @Test
    void soManyThatTheyTakeAFewMilliseconds() {
        assertThat(Joining.leases(4_000, 2, 10_000, MANY)).isEqualTo(500);
        assertThat(Joining.leases(4_000, 2, 10_000_000, MANY)).isEqualTo(1);
    }

    @Test
    void noWorkerTakesAnothersShare() {
        assertThat(Joining.leases(100, 4, 1, MANY)).isEqualTo(25);
        assertThat(Joining.leases(3, 4, 1, MANY)).isEqualTo(1);
        assertThat(Joining.leases(0, 4, 1, MANY)).isEqualTo(1);
    }

    @Test
    void onlyASmallPartOfWhatHasProvenToBeShort() {
        assertThat(Joining.leases(4_000, 1, 1, 255)).isEqualTo(1);
        assertThat(Joining.leases(4_000, 1, 1, 256)).isEqualTo(16);
        int proven = 0;
        for (int n = 0; n < MANY; n++) {
            proven = Joining.proven(proven, 100);
        }
        assertThat(Joining.leases(MANY, 1, 1, proven)).isEqualTo(4_096);
        assertThat(Joining.proven(1_000, 1_000_000)).as("a long one").isEqualTo(250);
        assertThat(Joining.proven(1_000, 0)).as("nothing of it ran").isEqualTo(1_000);
    }

    @Test
    void neverUnsafeItemsNorWhereTheJobHasALimitOrABudget() {
        JobOptions any = JobOptions.DEFAULT;
        assertThat(Joining.allowed(any)).isTrue();
        assertThat(Joining.allowed(any.withEffect(Effect.UNSAFE))).isFalse();
        assertThat(Joining.allowed(any.withParallelism(50))).isFalse();
        assertThat(Joining.allowed(any.withHalt(Halt.atFailures(Halt.When.SOON, 3))))
                .isFalse();
    }

    @Test
    void whatTakesTenTimesAsLongAsThoughtIsCutShort() {
        assertThat(Joining.ranTooLong(50_000_000)).isFalse();
        assertThat(Joining.ranTooLong(50_000_001)).isTrue();
    }
}
