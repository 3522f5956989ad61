package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.ClosedException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.SharedQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A queue: what is put in comes out, in order. What each delivery means is in {@link QueueDeliveryCases}. */
interface QueueCases extends Cases {
    private SharedQueue<Integer> queue(int capacity) {
        return stage().manager().queue("queue", capacity);
    }

    private static SharedQueue<Integer> filled(SharedQueue<Integer> queue, int many) {
        queue.putAll(Stage.range(many));
        return queue;
    }

    @Test
    default void elementsComeOutInOrder() {
        SharedQueue<Integer> queue = filled(queue(10), 3);
        assertThat(List.of(queue.getDone(), queue.getDone(), queue.getDone())).containsExactly(0, 1, 2);
        assertThat(queue.tryGet()).isEmpty();
    }

    @Test
    default void sizeCountsWhatWaits() {
        SharedQueue<Integer> queue = queue(2);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.capacity()).isEqualTo(2);
        queue.put(1);
        queue.put(2);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.isFull()).isTrue();
        queue.get();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.isFull()).isFalse();
        queue.taskDone();
    }

    @Test
    default void putWaitsForRoom() {
        SharedQueue<Integer> queue = queue(1);
        queue.put(1);
        assertThat(queue.tryPut(2)).isFalse();
        Caller<Boolean> putter = Caller.run(() -> queue.put(2));
        putter.waits();
        assertThat(queue.getDone()).isEqualTo(1);
        putter.end();
        assertThat(queue.getDone()).isEqualTo(2);
        assertThat(queue.tryPut(3)).isTrue();
    }

    @Test
    default void getWaitsForAnElement() {
        SharedQueue<Integer> queue = queue(1);
        Caller<Integer> getter = Caller.begin(queue::getDone);
        getter.waits();
        stage().elsewhere().<Integer>queue("queue", 1).put(7);
        assertThat(getter.end()).isEqualTo(7);
    }

    @Test
    default void timeoutsOfAQueueChangeNothing() {
        SharedQueue<Integer> queue = queue(1);
        assertThatThrownBy(() -> queue.get(LockCases.MOMENT)).isInstanceOf(WaitTimedOutException.class);
        assertThatThrownBy(() -> queue.getDone(Duration.ZERO)).isInstanceOf(WaitTimedOutException.class);
        assertThatThrownBy(() -> queue.take(LockCases.MOMENT)).isInstanceOf(WaitTimedOutException.class);
        queue.put(1);
        assertThatThrownBy(() -> queue.put(2, LockCases.MOMENT)).isInstanceOf(WaitTimedOutException.class);
        assertThat(queue.getDone(LockCases.MOMENT)).isEqualTo(1);
        assertThat(queue.isEmpty()).isTrue();
        queue.put(3, LockCases.MOMENT);
        assertThat(queue.getDone()).isEqualTo(3);
    }

    @Test
    default void interruptedGetTakesNothing() {
        SharedQueue<Integer> queue = queue(1);
        Caller<Boolean> getter = Caller.begin(() -> {
            assertThatThrownBy(queue::get).isInstanceOf(WaitTimedOutException.class);
            return Thread.currentThread().isInterrupted();
        });
        getter.waits();
        getter.interrupt();
        assertThat(getter.end()).isTrue();
        queue.put(1);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    default void gettersAreServedInTheOrderInWhichTheyCame() {
        SharedQueue<Integer> queue = queue(5);
        List<Caller<Integer>> getters = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            getters.add(Caller.begin(queue::getDone).waits());
        }
        filled(queue, 3);
        assertThat(getters.stream().map(Caller::end)).containsExactly(0, 1, 2);
    }

    @Test
    default void putAllOfMoreThanTheRoomWaitsForIt() {
        SharedQueue<Integer> queue = queue(3);
        Caller<Boolean> putter = Caller.run(() -> queue.putAll(Stage.range(10)));
        putter.waits();
        List<Integer> all = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            all.add(queue.getDone(Eventually.DEADLINE));
        }
        putter.end();
        assertThat(all).isEqualTo(Stage.range(10));
    }

    @Test
    default void drainTakesWhatIsThere() {
        SharedQueue<Integer> queue = filled(queue(10), 5);
        assertThat(queue.drain(3)).containsExactly(0, 1, 2);
        assertThat(queue.drain(100)).containsExactly(3, 4);
        assertThat(queue.drain(1)).isEmpty();
        queue.join(LockCases.MOMENT);
    }

    @Test
    default void closedQueueGivesWhatIsLeft() {
        SharedQueue<Integer> queue = filled(queue(10), 2);
        queue.close();
        queue.close();
        assertThat(queue.closed()).isTrue();
        assertThatThrownBy(() -> queue.put(9)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> queue.tryPut(9)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> queue.putAll(List.of(9))).isInstanceOf(ClosedException.class);
        assertThat(queue.getDone()).isEqualTo(0);
        assertThat(queue.getDone()).isEqualTo(1);
        assertThatThrownBy(queue::get).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> queue.getDone(LockCases.MOMENT)).isInstanceOf(ClosedException.class);
    }

    @Test
    default void whoWaitsInAQueueThatIsClosedIsTold() {
        SharedQueue<Integer> queue = queue(1);
        Caller<Integer> getter = Caller.begin(queue::get).waits();
        queue.close();
        assertThatThrownBy(getter::end).isInstanceOf(ClosedException.class);
        SharedQueue<Integer> full = stage().manager().queue("full", 1);
        full.put(1);
        Caller<Boolean> putter = Caller.run(() -> full.put(2)).waits();
        full.close();
        assertThatThrownBy(putter::end).isInstanceOf(ClosedException.class);
        assertThat(full.drain(5)).containsExactly(1);
    }

    @Test
    default void iterationEndsWhenTheQueueIsClosedAndEmpty() {
        SharedQueue<Integer> queue = queue(2);
        Caller<List<Integer>> reader = Caller.begin(() -> {
            List<Integer> all = new ArrayList<>();
            queue.forEach(all::add);
            return all;
        });
        queue.putAll(Stage.range(20));
        queue.close();
        assertThat(reader.end()).isEqualTo(Stage.range(20));
        queue.join(Eventually.DEADLINE);
    }

    @Test
    default void manyProducersAndConsumersLoseNothing() {
        SharedQueue<Integer> here = queue(16);
        SharedQueue<Integer> there = stage().elsewhere().queue("queue", 16);
        List<Caller<List<Integer>>> consumers = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            SharedQueue<Integer> queue = n % 2 == 0 ? here : there;
            consumers.add(Caller.begin(() -> {
                List<Integer> mine = new ArrayList<>();
                queue.forEach(mine::add);
                return mine;
            }));
        }
        Caller.together(4, producer -> () -> {
            SharedQueue<Integer> queue = producer % 2 == 0 ? here : there;
            for (int n = 0; n < 50; n++) {
                queue.put(1_000 * producer + n);
            }
            return producer;
        });
        here.close();
        List<List<Integer>> got = consumers.stream().map(Caller::end).toList();
        assertThat(got.stream().flatMap(List::stream)).hasSize(200).doesNotHaveDuplicates();
        for (List<Integer> mine : got) {
            for (int producer = 0; producer < 4; producer++) {
                int of = producer;
                assertThat(mine.stream().filter(n -> n / 1_000 == of)).isSorted();
            }
        }
    }

    @Test
    default void otherCapacitiesAreRefused() {
        queue(2).put(1);
        assertThatThrownBy(() -> queue(3).put(2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> stage().manager().queue("q", 0)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> stage().manager().queue("q", 1_000_001)).isInstanceOf(BadInputException.class);
        assertThat(queue(2).tryGet()).isEqualTo(Optional.of(1));
        queue(2).taskDone();
        assertThat(stage().manager().queue("default").capacity()).isEqualTo(10_000);
    }
}
