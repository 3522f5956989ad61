package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.BarrierBrokenException;
import io.workgrid.api.shared.SharedBarrier;
import io.workgrid.api.shared.SharedCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A barrier: all or nobody. */
interface BarrierCases extends Cases {

    private SharedBarrier barrier(int parties) {
        return stage().manager().barrier("barrier", parties);
    }

    private List<Caller<Integer>> waiters(SharedBarrier barrier, int many) {
        List<Caller<Integer>> waiters = new ArrayList<>();
        for (int n = 0; n < many; n++) {
            waiters.add(Caller.begin(barrier::await));
        }
        Eventually.until(many + " wait", () -> barrier.waiting() == many);
        return waiters;
    }

    private static void broken(Caller<Integer> waiter) {
        assertThatThrownBy(waiter::end).isInstanceOf(BarrierBrokenException.class);
    }

    @Test
    default void partiesGoOnWhenAllAreThere() {
        SharedBarrier barrier = barrier(3);
        List<Caller<Integer>> two = waiters(barrier, 2);
        two.forEach(Caller::waits);
        List<Integer> places = new ArrayList<>();
        places.add(barrier.await());
        two.forEach(waiter -> places.add(waiter.end()));
        assertThat(places).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.parties()).isEqualTo(3);
        assertThat(barrier.broken()).isFalse();
    }

    @Test
    default void barrierOfOneWaitsForNobody() {
        assertThat(barrier(1).await()).isZero();
        assertThat(barrier(1).await(Duration.ofSeconds(5))).isZero();
    }

    @Test
    default void barrierIsUsedAgainAndAgain() {
        SharedBarrier barrier = barrier(4);
        SharedCounter arrived = stage().manager().counter("arrived");
        List<List<Integer>> places = Caller.together(4, party -> () -> {
            List<Integer> mine = new ArrayList<>();
            for (int round = 1; round <= 10; round++) {
                arrived.increment();
                mine.add(barrier.await());
                // nobody can be more than one round ahead
                assertThat(arrived.get()).isBetween(4L * round, 4L * round + 3);
                barrier.await();
            }
            return mine;
        });
        for (int round = 0; round < 10; round++) {
            int at = round;
            assertThat(places.stream().map(mine -> mine.get(at))).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
    }

    @Test
    default void actionRunsOnceBeforeAnyGoesOn() {
        AtomicInteger ran = new AtomicInteger();
        SharedBarrier barrier = stage().manager().barrier("barrier", 3, ran::incrementAndGet);
        List<Boolean> ranByThen = Caller.together(3, party -> () -> {
            barrier.await();
            return ran.get() == 1;
        });
        assertThat(ranByThen).containsOnly(true);
        assertThat(ran).hasValue(1);
    }

    @Test
    default void partyZeroRanTheAction() {
        ThreadLocal<Boolean> mine = ThreadLocal.withInitial(() -> false);
        SharedBarrier barrier = stage().manager().barrier("barrier", 3, () -> mine.set(true));
        assertThat(Caller.together(3, party -> () -> (barrier.await() == 0) == mine.get()))
                .containsOnly(true);
    }

    @Test
    default void actionThatThrowsBreaksTheBarrier() {
        SharedBarrier barrier = stage().manager().barrier("barrier", 2, () -> {
            throw new IllegalStateException("mine");
        });
        List<String> ends = Caller.together(2, party -> () -> {
            try {
                barrier.await();
                return "went on";
            } catch (BarrierBrokenException e) {
                return "broken";
            } catch (IllegalStateException e) {
                return "mine";
            }
        });
        assertThat(ends).contains("broken").doesNotContain("went on");
        assertThat(barrier.broken()).isTrue();
    }

    @Test
    default void timeoutOfOneBreaksTheBarrierForAll() {
        SharedBarrier barrier = barrier(3);
        List<Caller<Integer>> waiters = waiters(barrier, 1);
        assertThatThrownBy(() -> barrier.await(Duration.ofMillis(50))).isInstanceOf(BarrierBrokenException.class);
        waiters.forEach(BarrierCases::broken);
        assertThat(barrier.broken()).isTrue();
        assertThatThrownBy(barrier::await).isInstanceOf(BarrierBrokenException.class);
    }

    @Test
    default void interruptOfOneBreaksTheBarrierForAll() {
        SharedBarrier barrier = barrier(3);
        List<Caller<Integer>> waiters = waiters(barrier, 2);
        waiters.get(0).interrupt();
        assertThatThrownBy(waiters.get(0)::end).isInstanceOf(RuntimeException.class);
        broken(waiters.get(1));
        assertThat(barrier.broken()).isTrue();
    }

    @Test
    default void resetMakesABarrierAsNew() {
        SharedBarrier barrier = barrier(2);
        List<Caller<Integer>> waiters = waiters(barrier, 1);
        barrier.reset();
        waiters.forEach(BarrierCases::broken);
        assertThat(barrier.broken()).isFalse();
        assertThat(Caller.together(2, party -> barrier::await)).containsExactlyInAnyOrder(0, 1);
        barrier.abort();
        barrier.reset();
        assertThat(Caller.together(2, party -> barrier::await)).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    default void abortBreaksABarrier() {
        SharedBarrier barrier = barrier(2);
        List<Caller<Integer>> waiters = waiters(barrier, 1);
        barrier.abort();
        waiters.forEach(BarrierCases::broken);
        assertThatThrownBy(barrier::await).isInstanceOf(BarrierBrokenException.class);
        assertThat(barrier.broken()).isTrue();
    }

    @Test
    default void otherNumbersOfPartiesAreRefused() {
        barrier(2).reset(); // the first use
        assertThatThrownBy(() -> barrier(3).await())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> stage().manager().barrier("b", 0)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> stage().manager().barrier("b", 4_097)).isInstanceOf(BadInputException.class);
    }

    @Test
    default void manyPartiesOfTwoClientsMeet() {
        SharedBarrier here = barrier(16);
        SharedBarrier there = stage().elsewhere().barrier("barrier", 16);
        List<Integer> places = Caller.together(16, party -> (party % 2 == 0 ? here : there)::await);
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 16).boxed().toList());
    }
}
