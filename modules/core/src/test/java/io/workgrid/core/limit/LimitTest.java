package io.workgrid.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose turn it is, how many leases are asked for, how far input is read. */
class LimitTest {

    @Test
    void theHigherPriorityGoesFirstThenWhoHoldsLessThenTheOlder() {
        Turn urgent = new Turn(5, 9, 9, 0);
        Turn idle = new Turn(0, 1, 7, 0);
        Turn older = new Turn(0, 2, 3, 0);
        Turn younger = new Turn(0, 2, 4, 0);
        Turn low = new Turn(-1, 0, 0, 0);
        assertThat(Stream.of(low, younger, older, idle, urgent).sorted().toList())
                .isEqualTo(List.of(urgent, idle, older, younger, low));
    }

    @Test
    void aNodeAsksForAsManyLeasesAsItHasIdleWorkers() {
        assertThat(Appetite.leases(3, 1, 8, 0, 0, true, Effect.PURE, 10_000)).isEqualTo(2);
        assertThat(Appetite.leases(1, 5, 8, 0, 0, true, Effect.PURE, 10_000)).isZero();
    }

    @Test
    void aNodeWhoseWorkersAreBusyForLongIsStuck() {
        assertThat(Appetite.stuck(Appetite.PATIENCE_MILLIS - 1)).isFalse();
        assertThat(Appetite.stuck(Appetite.PATIENCE_MILLIS)).isTrue();
        assertThat(Appetite.stuck(-1)).as("the clock was set back").isTrue();
    }

    @Test
    void itLooksAheadOnlyWhereAskingTakesLongAndNeverForUnsafeItems() {
        long chunk = 1_000_000;
        assertThat(Appetite.leases(1, 0, 8, 4 * chunk, chunk, true, Effect.PURE, 10_000))
                .isEqualTo(9);
        assertThat(Appetite.leases(1, 0, 8, chunk, chunk / 20, true, Effect.PURE, 10_000))
                .isEqualTo(1);
        assertThat(Appetite.leases(1, 0, 8, 101 * chunk, 50 * chunk, true, Effect.PURE, 10_000))
                .isEqualTo(1);
        assertThat(Appetite.leases(1, 0, 8, chunk, chunk, true, Effect.UNSAFE, 10_000))
                .isEqualTo(1);
    }

    @Test
    void ofLongerChunksOnlyAsManyWaitAsEndDuringTwoExchanges() {
        long chunk = 50_000_000;
        assertThat(Appetite.leases(1, 0, 16, chunk, 4_000_000, true, Effect.PURE, 10_000))
                .isEqualTo(1 + 3);
        assertThat(Appetite.leases(1, 0, 16, chunk, 900_000, true, Effect.PURE, 10_000))
                .isEqualTo(1);
        assertThat(Appetite.leases(0, 0, 1, chunk, 2_000_000, true, Effect.PURE, 10_000))
                .isEqualTo(1);
        assertThat(Appetite.leases(0, 0, 4, chunk, 1_000_000_000, true, Effect.PURE, 10_000))
                .as("one for each worker at most")
                .isEqualTo(4);
        assertThat(Appetite.leases(1, 0, 16, chunk, 4_000_000, true, Effect.UNSAFE, 10_000))
                .isEqualTo(1);
        assertThat(Appetite.leases(1, 0, 16, chunk, 4_000_000, false, Effect.PURE, 10_000))
                .as("another job wants its turn")
                .isEqualTo(1);
    }

    @Test
    void veryShortChunksAreAskedForInNumbersThatLastTwoExchangesWithinBounds() {
        assertThat(Appetite.leases(0, 0, 2, 100_000, 100_000, true, Effect.PURE, 10_000))
                .as("two milliseconds")
                .isEqualTo(40);
        assertThat(Appetite.leases(0, 0, 2, 100_000, 4_000_000, true, Effect.PURE, 10_000))
                .isEqualTo(160);
        assertThat(Appetite.leases(0, 0, 2, 1_000_000, 1_000_000_000, true, Effect.PURE, 10_000))
                .as("ten milliseconds at most")
                .isEqualTo(20);
        assertThat(Appetite.leases(0, 90, 2, 100, 100_000, true, Effect.PURE, 10_000))
                .isEqualTo(4_096 - 90);
        assertThat(Appetite.leases(0, 0, 2, 100, 100_000, true, Effect.PURE, 64))
                .isEqualTo(64);
        assertThat(Appetite.leases(0, 0, 2, 100, 100_000, true, Effect.PURE, 1))
                .as("one for each worker")
                .isEqualTo(2);
        assertThat(Appetite.leases(2, 0, 2, 100, 100_000, true, Effect.UNSAFE, 10_000))
                .isEqualTo(2);
    }

    @Test
    void whatWouldWaitTooLongGoesBack() {
        assertThat(Appetite.tooMuch(4_096, 2, 10_000)).isFalse();
        assertThat(Appetite.tooMuch(4_096, 2, 100_000)).isTrue();
        assertThat(Appetite.tooMuch(3, 2, 200_000_000)).isTrue();
        assertThat(Appetite.tooMuch(2, 2, 200_000_000)).as("one each").isFalse();
        assertThat(Appetite.tooMuch(4_096, 2, 0)).as("nothing is known").isFalse();
    }

    @Test
    void inputIsReadAheadForTwoSecondsWithinBounds() {
        assertThat(LookAhead.items(0, 0, 0)).isEqualTo(LookAhead.LEAST_ITEMS);
        assertThat(LookAhead.items(10_000, 0, 1_000)).isEqualTo(20_000);
        assertThat(LookAhead.items(10_000, 4_000, 100_000))
                .as("long items, many workers")
                .isEqualTo(8_000);
        assertThat(LookAhead.items(100_000_000, 0, 1_000)).isEqualTo(262_144);
        assertThat(LookAhead.pays(255, 1_024)).isFalse();
        assertThat(LookAhead.pays(256, 1_024)).isTrue();
        assertThat(LookAhead.pays(1, 1)).isTrue();
        assertThat(LookAhead.pays(0, 1)).isFalse();
        assertThat(LookAhead.unread(0)).isEqualTo(262_144);
        assertThat(LookAhead.unread(1 << 20)).isEqualTo(64);
        assertThat(LookAhead.unread(Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void aFullHeapClosesTheGateUntilItIsClearlyLessFull() {
        long mib = 1 << 20;
        assertThat(HeapGate.refusal(849 * mib, 1_000 * mib, false)).isNull();
        assertThat(HeapGate.refusal(850 * mib, 1_000 * mib, false))
                .isEqualTo("the heap is 85 % full after a collection (850 of 1000 MiB); leases again below 80 %");
        assertThat(HeapGate.refusal(800 * mib, 1_000 * mib, true)).isNotNull();
        assertThat(HeapGate.refusal(800 * mib, 1_000 * mib, false)).isNull();
        assertThat(HeapGate.refusal(799 * mib, 1_000 * mib, true)).isNull();
        assertThat(HeapGate.refusal(Long.MAX_VALUE, Long.MAX_VALUE, false)).isNotNull();
        assertThat(HeapGate.refusal(5, -1, true)).as("no limit is known").isNull();
    }

    @Test
    void onlyANodeWithIdleWorkersLooksAgainAndAtFewLedgersAtATime() {
        assertThat(SecondLook.ledgers(0, 10)).isZero();
        assertThat(SecondLook.ledgers(1, 10)).isEqualTo(10);
        assertThat(SecondLook.ledgers(1, 10_000)).isEqualTo(32);
    }

    @Test
    void nodesBeginAtDifferentShards() {
        int[] begin = new int[8];
        for (int node = 0; node < 800; node++) {
            begin[SecondLook.firstShard("grid-" + node, "j-3x2fqtm7", 8)]++;
        }
        assertThat(Arrays.stream(begin).boxed()).allMatch(nodes -> nodes > 60 && nodes < 140);
        assertThat(SecondLook.firstShard("n", "j", 1)).isZero();
        assertThat(SecondLook.firstShard("n", "j", 64)).isEqualTo(SecondLook.firstShard("n", "j", 64));
    }
}
