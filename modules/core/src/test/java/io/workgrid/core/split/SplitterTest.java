package io.workgrid.core.split;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How large chunks become. */
class SplitterTest {
    private static final long MANY = 1_000_000_000;
    private static final int PIECES = 10_000;

    private static Splitter after(long itemNanos, int rounds) {
        Splitter splitter = new Splitter(0, PIECES);
        for (int n = 0; n < rounds; n++) {
            int count = splitter.next(MANY, 0, 2);
            splitter.reported(count, count * itemNanos, 0);
        }
        return splitter;
    }

    @Test
    void nothingIsGuessedBeforeTheFirstReport() {
        Splitter splitter = new Splitter(0, PIECES);
        for (int n = 0; n < 1_000; n++) {
            assertThat(splitter.next(MANY, 0, 2)).isEqualTo(1);
        }
    }

    @Test
    void aLeaseIsAtMostTwiceAsLargeAsTheLargestBefore() {
        Splitter splitter = new Splitter(0, PIECES);
        int last = splitter.next(MANY, 0, 2);
        while (last < Splitter.MOST_ITEMS) {
            splitter.reported(last, 0, 0);
            int next = splitter.next(MANY, 0, 2);
            assertThat(next).isBetween(last + 1, 2 * last);
            last = next;
        }
    }

    @Test
    void noOpItemsReachTheLargestChunkInFiveRoundsOfFourLeases() {
        Splitter splitter = new Splitter(0, PIECES);
        int last = 0;
        for (int round = 0; round < 5; round++) {
            int[] given = new int[4];
            for (int n = 0; n < given.length; n++) {
                given[n] = splitter.next(MANY, 0, 2);
            }
            for (int count : given) {
                splitter.reported(count, count * 100L, 0);
                last = count;
            }
        }
        assertThat(last).isGreaterThanOrEqualTo(Splitter.MOST_ITEMS / 2);
    }

    @Test
    void aChunkTakesAboutFiftyMilliseconds() {
        assertThat(after(1_000_000, 50).next(MANY, 0, 2)).isEqualTo(50);
        assertThat(after(30_000_000, 50).next(MANY, 0, 2)).isEqualTo(1);
        assertThat(after(600_000_000_000L, 50).next(MANY, 0, 2)).isEqualTo(1);
    }

    @Test
    void itemsThatBecomeSlowerMakeSmallerChunksWithinSeconds() {
        Splitter splitter = after(10_000, 200);
        assertThat(splitter.next(MANY, 0, 2)).isEqualTo(5_000);
        splitter.reported(5_000, 5_000 * 1_000_000L, 0);
        assertThat(splitter.next(MANY, 0, 2)).isBetween(45, 55);
        splitter.reported(50, 50 * 40_000_000L, 0);
        assertThat(splitter.next(MANY, 0, 2)).isEqualTo(1);
    }

    @Test
    void whatIsLeftIsSharedTwiceAmongAllWorkers() {
        Splitter splitter = after(3_000_000, 30);
        assertThat(splitter.next(200, 0, 10)).isEqualTo(10);
        assertThat(splitter.next(19, 0, 10)).isEqualTo(1);
        assertThat(splitter.next(1, 0, 10)).isEqualTo(1);
        assertThat(splitter.next(10, 0, 0)).isEqualTo(5);
    }

    @Test
    void whatTakesTwoMillisecondsIsNotCutFinerToBeShared() {
        Splitter splitter = after(10_000, 30);
        assertThat(splitter.next(10_000, 0, 2)).isEqualTo(2_500);
        assertThat(splitter.next(100, 0, 10)).isEqualTo(200);
        assertThat(after(0, 30).next(100, 0, 10)).isEqualTo(Splitter.MOST_ITEMS);
    }

    @Test
    void itemsToComeCountButNobodyTakesTheShareOfAnotherInWhatIsThere() {
        Splitter splitter = after(1_000_000, 30);
        assertThat(splitter.next(40, 0, 2)).as("none to come").isEqualTo(10);
        assertThat(splitter.next(40, 1_000_000, 2)).isEqualTo(20);
        assertThat(splitter.next(1_000, 1_000_000, 2)).as("50 ms").isEqualTo(50);
    }

    @Test
    void theUsersChunkSizeIsTheMost() {
        Splitter splitter = new Splitter(7, PIECES);
        for (int n = 0; n < 10; n++) {
            splitter.reported(splitter.next(MANY, 0, 1), 0, 0);
        }
        assertThat(splitter.next(MANY, 0, 1)).isEqualTo(7);
        assertThat(new Splitter(Integer.MAX_VALUE, PIECES).next(MANY, 0, 1)).isEqualTo(1);
    }

    @Test
    void chunksThatComeBackInPiecesBecomeSmaller() {
        Splitter splitter = after(0, 30);
        splitter.reported(10_000, 0, 5_000);
        splitter.reported(10_000, 0, 5_000);
        assertThat(splitter.next(MANY, 0, 1_000)).isLessThan(Splitter.MOST_ITEMS);
        Splitter fresh = new Splitter(0, PIECES);
        fresh.reported(10_000, 0, 5_000);
        for (int n = 0; n < 20; n++) {
            assertThat(fresh.next(MANY, 0, 1_000)).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void itemsThatDidNotRunTeachNothing() {
        Splitter splitter = new Splitter(0, PIECES);
        splitter.reported(0, 0, 1);
        assertThat(splitter.next(MANY, 0, 1)).isEqualTo(1);
    }

    @Test
    void whatWasLearntCanBeTakenOver() {
        Splitter splitter = after(12_345, 20);
        Splitter other = new Splitter(0, PIECES);
        other.restore(splitter.learnt());
        assertThat(other.next(MANY, 0, 3)).isEqualTo(splitter.next(MANY, 0, 3));
    }
}
