package io.workgrid.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.Grid;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.JobPhase;
import java.io.Serializable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole grid of one node, and what could make it hang, leak or lie. Each case hung or lied before it was mended. */
@Timeout(60)
class EngineFaultsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Map<String, CountDownLatch> LATCHES = new ConcurrentHashMap<>();
    private static final AtomicInteger FINALIZED = new AtomicInteger();

    private static CountDownLatch latch(String name) {
        return LATCHES.computeIfAbsent(name, any -> new CountDownLatch(1));
    }

    private static void await(String name) throws InterruptedException {
        if (!latch(name).await(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not come");
        }
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** Refuses everything it can be asked. */
    private static final class Sullen implements Serializable {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    private static final class BadHash implements Serializable {
        static volatile boolean refuses;

        @Override
        public int hashCode() {
            if (refuses) {
                throw new IllegalStateException("no hash");
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BadHash;
        }
    }

    private static final class BadError extends Error {
        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }

    @Test
    void itemWithoutATextMayFail() {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            assertThatThrownBy(() -> pool.map(
                            n -> {
                                throw new IllegalStateException("failed");
                            },
                            List.of(new Sullen())))
                    .isInstanceOf(ItemFailedException.class);
            assertThat(pool.apply(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void errorWhoseMessageOverflowsTheStackFailsItsItem() {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            assertThatThrownBy(() -> pool.apply(() -> {
                        throw new BadError();
                    }))
                    .isInstanceOf(ItemFailedException.class);
            assertThat(pool.apply(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void causesThatLeadBackToThemselvesDoNotHangTheWorkerThatIsCancelled() throws InterruptedException {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            AsyncResult<Integer> result = pool.applyAsync(() -> {
                latch("circle").countDown();
                try {
                    await("never");
                } catch (InterruptedException e) {
                    RuntimeException one = new RuntimeException("one");
                    one.initCause(new RuntimeException("two", one));
                    throw one;
                }
                return 1;
            });
            await("circle");
            result.cancel();
            assertThat(result.waitFor(DEADLINE)).isTrue();
            assertThat(pool.apply(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void itemWhoseHashThrowsOnTheWorkerFailsAlone() {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            Map<Object, Object> map = new HashMap<>();
            map.put(new BadHash(), 1);
            BadHash.refuses = true;
            assertThatThrownBy(() -> pool.map(n -> 1, List.of(map))).isInstanceOf(ItemFailedException.class);
            assertThat(pool.apply(() -> 1)).isEqualTo(1);
        } finally {
            BadHash.refuses = false;
        }
    }

    @Test
    void counterWithoutANameFailsItsItem() {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            assertThatThrownBy(() -> pool.<Integer, Integer>map(
                            (n, context) -> {
                                context.counter(null).increment();
                                return n;
                            },
                            range(1)))
                    .isInstanceOf(ItemFailedException.class);
        }
    }

    @Test
    void initializerThatInterruptsItsWorkerDoesNotEndIt() {
        try (Grid grid = Grid.local(1)) {
            Pool pool = grid.pool(PoolOptions.DEFAULT.withInitializer(() -> {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("not ready");
            }));
            assertThatThrownBy(() -> pool.apply(() -> 1)).hasMessageContaining("not ready");
            assertThat(grid.pool().applyAsync(() -> 2).get(DEADLINE)).isEqualTo(2);
        }
    }

    @Test
    void interruptFromAThreadTheTaskLeftBehindDoesNotEndTheWorker() throws InterruptedException {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            pool.apply(() -> {
                Thread worker = Thread.currentThread();
                Thread stray = new Thread(() -> {
                    try {
                        latch("stray").await();
                        worker.interrupt();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    latch("strayed").countDown();
                });
                stray.setDaemon(true);
                stray.start();
                return 1;
            });
            latch("stray").countDown();
            await("strayed");
            assertThat(pool.applyAsync(() -> 2).get(DEADLINE)).isEqualTo(2);
        }
    }

    @Test
    void cancelEndsAnInitializerThatDoesNotEnd() throws InterruptedException {
        try (Grid grid = Grid.local(1)) {
            Pool pool = grid.pool(PoolOptions.DEFAULT.withInitializer(() -> {
                latch("initializing").countDown();
                await("never");
            }));
            AsyncResult<Integer> result = pool.applyAsync(() -> 1);
            await("initializing");
            result.cancel();
            assertThatThrownBy(() -> result.get(Duration.ofSeconds(10))).isInstanceOf(JobCancelledException.class);
        }
    }

    @Test
    void retryIsMadeWhenItIsDueAndNotWhenSomebodyHappensToLook() {
        try (Grid grid = Grid.local(4);
                Pool pool = grid.pool()) {
            RetryPolicy soon =
                    RetryPolicy.DEFAULT.withMaxRetries(1).withBackoff(Duration.ofMillis(50), Duration.ofMillis(50));
            AsyncResult<List<Integer>> result = pool.with(JobOptions.DEFAULT.withRetries(soon))
                    .<Integer, Integer>mapAsync(
                            (n, context) -> {
                                if (context.attempt() == 1) {
                                    throw new IllegalStateException("again");
                                }
                                return n;
                            },
                            range(1));
            assertThat(result.get(Duration.ofSeconds(5))).isEqualTo(range(1));
        }
    }

    @Test
    void timesLongerThanANumberHoldsAreTakenAsVeryLong() {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            Duration forever = ChronoUnit.FOREVER.getDuration();
            JobOptions options = JobOptions.DEFAULT.withTimeout(forever).withDeadline(forever);
            assertThat(pool.with(options).applyAsync(() -> 1).get(forever)).isEqualTo(1);
        }
    }

    @Test
    void deadlineEndsAJobWhoseInputNeverComes() {
        try (Grid grid = Grid.local(1)) {
            Iterable<Integer> never = () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        latch("input interrupted").countDown();
                    }
                    return false;
                }

                @Override
                public Integer next() {
                    return 1;
                }
            };
            JobHandle<Integer> job = grid.submit(JobSpec.<Integer, Integer>of((n, context) -> n, never)
                    .withOptions(JobOptions.DEFAULT.withDeadline(Duration.ofMillis(50))));
            assertThat(job.await(Duration.ofSeconds(10)).phase()).isEqualTo(JobPhase.CANCELLED);
            assertThat(latch("input interrupted"))
                    .satisfies(latch ->
                            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue());
        }
    }

    @Test
    void poolClosesThoughAnIteratorWasLeftHalfRead() {
        try (Grid grid = Grid.local(2)) {
            try (Pool pool = grid.pool()) {
                assertThat(pool.imap(n -> n, range(10)).next()).isEqualTo(0);
            }
            try (Pool pool = grid.pool()) {
                assertThat(pool.imap(n -> n, range(600_000)).next()).isEqualTo(0);
            }
            assertThat(grid.jobs()).allSatisfy(job -> assertThat(job.phase()).isEqualTo(JobPhase.FINISHED));
        }
    }

    @Test
    void poolCanBeClosedByATaskOnAWorkerThatWasInitialisedForIt() {
        try (Grid grid = Grid.local(1);
                Pool outer = grid.pool()) {
            AsyncResult<Integer> result = outer.applyAsync(() -> {
                Pool inner = Grid.current().orElseThrow().pool();
                inner.apply(() -> 1);
                inner.close();
                return 1;
            });
            assertThat(result.get(DEADLINE)).isEqualTo(1);
        }
    }

    @Test
    void closeOfAPoolDoesNotWaitForAWorkerThatIsBusyWithAnotherOne() throws InterruptedException {
        try (Grid grid = Grid.local(2);
                Pool other = grid.pool()) {
            AsyncResult<Integer> busy = other.applyAsync(() -> {
                latch("busy").countDown();
                await("enough");
                return 1;
            });
            await("busy");
            Pool pool = grid.pool();
            pool.apply(() -> 1);
            pool.shutdown();
            assertThat(pool.join(Duration.ofSeconds(10))).isTrue();
            latch("enough").countDown();
            assertThat(busy.get(DEADLINE)).isEqualTo(1);
        }
    }

    @Test
    void joinWaitsForTheFinalizersOfWornOutWorkers() {
        try (Grid grid = Grid.local(2)) {
            for (int round = 1; round <= 20; round++) {
                FINALIZED.set(0);
                Pool pool =
                        grid.pool(PoolOptions.DEFAULT.withMaxTasksPerWorker(1).withFinalizer(() -> {
                            Thread.yield();
                            FINALIZED.incrementAndGet();
                        }));
                pool.map(n -> n, range(10));
                pool.shutdown();
                assertThat(pool.join(DEADLINE)).isTrue();
                assertThat(FINALIZED).hasValue(10);
            }
        }
    }

    @Test
    void thousandsOfCallsAtOnceAllGetTheirResult() {
        try (Grid grid = Grid.local(2);
                Pool pool = grid.pool()) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int n = 0; n < 5_000; n++) {
                int number = n;
                results.add(pool.applyAsync(() -> number));
            }
            for (int n = 0; n < results.size(); n++) {
                assertThat(results.get(n).get(DEADLINE)).isEqualTo(n);
            }
        }
    }

    @Test
    void largeItemsAreNotAllReadAtOnce() {
        try (Grid grid = Grid.local(1);
                Pool pool = grid.pool()) {
            String large = "x".repeat(10_000_000);
            assertThat(pool.map(String::length, Collections.nCopies(300, large)))
                    .hasSize(300)
                    .containsOnly(10_000_000);
        }
    }

    @Test
    void futuresOfAClosedGridAreCompleted() throws Exception {
        for (int round = 0; round < 20; round++) {
            Grid grid = Grid.local(2);
            Pool pool = grid.pool();
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                results.add(pool.applyAsync(() -> 1));
            }
            grid.close();
            for (AsyncResult<Integer> result : results) {
                assertThat(result.waitFor(DEADLINE)).isTrue();
                result.toFuture().handle((value, failure) -> 1).get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void submitsThatRaceWithShutdownAreRefusedOrWaitedFor() throws InterruptedException {
        try (Grid grid = Grid.local(2)) {
            for (int round = 0; round < 200; round++) {
                Pool pool = grid.pool();
                List<AsyncResult<Integer>> accepted = Collections.synchronizedList(new ArrayList<>());
                Thread caller = new Thread(() -> {
                    try {
                        while (true) {
                            accepted.add(pool.applyAsync(() -> 1));
                        }
                    } catch (RuntimeException e) {
                        // closed
                    }
                });
                caller.start();
                pool.shutdown();
                assertThat(pool.join(DEADLINE)).isTrue();
                caller.join();
                assertThat(accepted)
                        .allSatisfy(each -> assertThat(each.waitFor(DEADLINE)).isTrue());
            }
        }
    }
}
