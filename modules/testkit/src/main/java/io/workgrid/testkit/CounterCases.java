package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.SharedCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A counter: whoever adds, it is all there. */
interface CounterCases extends Cases {

    private SharedCounter counter() {
        return stage().manager().counter("hits");
    }

    @Test
    default void counterIsZeroAtFirst() {
        assertThat(counter().get()).isZero();
    }

    @Test
    default void addReturnsTheNewValue() {
        assertThat(counter().add(5)).isEqualTo(5);
        assertThat(counter().add(-7)).isEqualTo(-2);
        assertThat(counter().increment()).isEqualTo(-1);
        assertThat(counter().add(0)).isEqualTo(-1);
        assertThat(counter().get()).isEqualTo(-1);
    }

    @Test
    default void setOfACounterReturnsTheValueBefore() {
        assertThat(counter().set(9)).isZero();
        assertThat(counter().set(4)).isEqualTo(9);
        assertThat(counter().get()).isEqualTo(4);
    }

    @Test
    default void counterIsComparedAndSet() {
        assertThat(counter().compareAndSet(1, 2)).isFalse();
        assertThat(counter().get()).isZero();
        assertThat(counter().compareAndSet(0, 2)).isTrue();
        assertThat(counter().get()).isEqualTo(2);
    }

    @Test
    default void minAndMaxKeepTheSmallerAndTheLarger() {
        assertThat(counter().max(5)).isEqualTo(5);
        assertThat(counter().max(3)).isEqualTo(5);
        assertThat(counter().min(7)).isEqualTo(5);
        assertThat(counter().min(-3)).isEqualTo(-3);
        assertThat(counter().get()).isEqualTo(-3);
    }

    @Test
    default void sumThatLeavesTheRangeIsRefused() {
        counter().set(Long.MAX_VALUE);
        assertThatThrownBy(() -> counter().add(1)).isInstanceOf(BadInputException.class);
        assertThat(counter().get()).isEqualTo(Long.MAX_VALUE);
        counter().set(Long.MIN_VALUE);
        assertThatThrownBy(() -> counter().add(-1)).isInstanceOf(BadInputException.class);
        assertThat(counter().get()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    default void addsOfManyWritersAreAllThere() {
        SharedCounter counter = counter();
        SharedCounter elsewhere = stage().elsewhere().counter("hits");
        List<List<Long>> seen = Caller.together(6, writer -> () -> {
            List<Long> mine = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                mine.add((writer % 2 == 0 ? counter : elsewhere).increment());
            }
            return mine;
        });
        assertThat(counter.get()).isEqualTo(600);
        assertThat(seen.stream().flatMap(List::stream)).hasSize(600).doesNotHaveDuplicates();
        assertThat(seen).allSatisfy(mine -> assertThat(mine).isSorted());
    }

    @Test
    default void oneOfManyCompareAndSetsWins() {
        SharedCounter counter = counter();
        List<Boolean> won = Caller.together(8, n -> () -> counter.compareAndSet(0, n + 1));
        assertThat(won).filteredOn(mine -> mine).hasSize(1);
        assertThat(counter.get()).isEqualTo(won.indexOf(true) + 1);
    }

    @Test
    default void flushWaitsForWhatWasAddedWithoutWaiting() {
        SharedCounter counter = counter();
        for (int n = 0; n < 5_000; n++) {
            CompletableFuture<Void> unused = counter.addAsync(2);
        }
        counter.flush();
        assertThat(counter.get()).isEqualTo(10_000);
        assertThat(stage().elsewhere().counter("hits").get()).isEqualTo(10_000);
        counter.flush();
    }

    @Test
    default void futureOfAnAddEndsWhenTheAmountIsIn() {
        SharedCounter counter = counter();
        CompletableFuture<Void> in = counter.addAsync(3);
        Eventually.until("the amount is in", in::isDone);
        assertThat(in).isCompleted();
        assertThat(counter.get()).isEqualTo(3);
    }

    @Test
    default void asynchronousAddsOfManyWritersAreAllThere() {
        SharedCounter counter = counter();
        Caller.together(4, writer -> () -> {
            for (int n = 0; n < 2_000; n++) {
                CompletableFuture<Void> unused = counter.addAsync(1);
            }
            counter.flush();
            return writer;
        });
        assertThat(counter.get()).isEqualTo(8_000);
    }

    @Test
    default void asynchronousSumThatLeavesTheRangeFailsItsFuture() {
        SharedCounter counter = counter();
        counter.set(Long.MAX_VALUE);
        CompletableFuture<Void> future = counter.addAsync(1);
        Eventually.until("the add is refused", future::isDone);
        assertThat(future).isCompletedExceptionally();
        assertThat(counter.get()).isEqualTo(Long.MAX_VALUE);
        assertThat(counter.add(-1)).isEqualTo(Long.MAX_VALUE - 1);
    }
}
