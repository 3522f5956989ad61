package io.workgrid.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.Pool;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.SharedBarrier;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedEvent;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.api.shared.SharedSemaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Painters on several nodes that share things, as the article's painters do in one house. */
interface PainterCases extends Cases {

    private Pool pool() {
        return stage().grid().pool().with(Stage.ONE_BY_ONE);
    }

    @Test
    default void paintersShareADictAndACounter() {
        SharedDict<String, Integer> colours = stage().manager().dict("colours");
        SharedCounter rooms = stage().manager().counter("rooms");
        pool().map(
                        n -> {
                            colours.merge(n % 2 == 0 ? "red" : "blue", 1, Merge.SUM);
                            return rooms.increment();
                        },
                        Stage.range(60));
        assertThat(rooms.get()).isEqualTo(60);
        assertThat(colours.toMap()).containsOnly(Map.entry("red", 30), Map.entry("blue", 30));
    }

    @Test
    default void paintersTakeTurnsWithOneBrush() {
        SharedLock brush = stage().manager().lock("brush");
        SharedCounter paint = stage().manager().counter("paint");
        pool().map(
                        n -> {
                            try (Hold hold = brush.acquire()) {
                                return paint.set(paint.get() + 1);
                            }
                        },
                        Stage.range(40));
        assertThat(paint.get()).isEqualTo(40);
    }

    @Test
    default void moreWaitersThanWorkersDoNotLockUp() {
        SharedEvent begin = stage().manager().event("begin");
        AsyncResult<List<Boolean>> result = pool().mapAsync(
                        n -> {
                            if (n == 5) { // the last one, which no worker would reach if waiting kept it busy
                                begin.set();
                            }
                            return begin.await(Eventually.DEADLINE);
                        },
                        Stage.range(6));
        assertThat(result.get()).hasSize(6).containsOnly(true);
    }

    @Test
    default void moreItemsThanWorkersMeetAtABarrier() {
        SharedBarrier barrier = stage().manager().barrier("barrier", 5);
        List<Integer> places = pool().map(n -> barrier.await(Eventually.DEADLINE), Stage.range(5));
        assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    default void permitsBoundHowManyPaint() {
        SharedSemaphore one = stage().manager().semaphore("ladder", 1);
        SharedCounter inside = stage().manager().counter("inside");
        List<Long> inThen = pool().map(
                        n -> {
                            try (Hold hold = one.acquire()) {
                                long now = inside.increment();
                                inside.add(-1);
                                return now;
                            }
                        },
                        Stage.range(30));
        assertThat(inThen).containsOnly(1L);
    }

    @Test
    default void painterFillsAQueueThatTheClientReads() {
        SharedQueue<Integer> queue = stage().manager().queue("queue", 4);
        AsyncResult<List<Integer>> result = pool().mapAsync(
                        n -> {
                            queue.put(n);
                            return n;
                        },
                        Stage.range(25));
        List<Integer> all = new ArrayList<>();
        for (int n = 0; n < 25; n++) {
            all.add(queue.getDone(Eventually.DEADLINE));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(Stage.range(25));
        assertThat(result.get()).hasSize(25);
        queue.join(Eventually.DEADLINE);
    }

    @Test
    default void paintersTalkOverChannels() {
        Manager manager = stage().manager();
        Channel<Integer> work = manager.channel("work", 0);
        Channel<Integer> done = manager.channel("done", 0);
        AsyncResult<List<Integer>> result = pool().mapAsync(
                        n -> {
                            int painted = 0;
                            for (int room : work) {
                                done.send(room * room);
                                painted++;
                            }
                            return painted;
                        },
                        Stage.range(3));
        Caller<Boolean> feeder = Caller.run(() -> {
            for (int room = 0; room < 20; room++) {
                work.send(room);
            }
            work.close();
        });
        int sum = 0;
        for (int n = 0; n < 20; n++) {
            sum += done.receive(Eventually.DEADLINE).orElseThrow();
        }
        feeder.end();
        assertThat(sum).isEqualTo(2_470);
        assertThat(requireNonNull(result.get()).stream().mapToInt(n -> n).sum()).isEqualTo(20);
    }

    @Test
    default void whatAnAttemptChangedStaysWhenItFails() {
        SharedCounter counter = stage().manager().counter("attempts");
        List<Integer> results = stage().grid()
                .pool()
                .with(Stage.retrying(2))
                .map(
                        (n, context) -> {
                            counter.increment();
                            if (context.attempt() < 3) {
                                throw new IllegalStateException("attempt " + context.attempt());
                            }
                            return n;
                        },
                        List.of(1));
        assertThat(results).containsExactly(1);
        assertThat(counter.get()).isEqualTo(3);
    }

    @Test
    default void asynchronousAddsOfPaintersAreInWhenTheyFlush() {
        SharedCounter counter = stage().manager().counter("counter");
        pool().map(
                        n -> {
                            for (int k = 0; k < 100; k++) {
                                CompletableFuture<Void> unused = counter.addAsync(1);
                            }
                            counter.flush();
                            return n;
                        },
                        Stage.range(10));
        assertThat(counter.get()).isEqualTo(1_000);
    }

    @Test
    default void clientAndPainterHoldOneLockInTurn() {
        SharedLock lock = stage().manager().lock("lock");
        AsyncResult<Long> painter;
        long fence;
        try (Hold hold = lock.acquire()) {
            fence = hold.fence();
            painter = pool().applyAsync(() -> {
                try (Hold mine = lock.acquire(Eventually.DEADLINE)) {
                    return mine.fence();
                }
            });
            Eventually.until(
                    "the painter waits", () -> stage().manager().locks().get(0).waiting() == 1);
        }
        assertThat(painter.get()).isGreaterThan(fence);
    }
}
