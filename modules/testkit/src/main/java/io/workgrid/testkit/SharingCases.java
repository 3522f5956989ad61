package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.Grid;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.ResultIterator;
import io.workgrid.api.WaitTimedOutException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who gets the workers: limits, priorities, several pools and many callers. */
interface SharingCases extends Cases {

    /** How many items were between "in" and "out" at once, at most. */
    private int mostAtOnce() {
        int now = 0;
        int most = 0;
        for (String hit : stage().signals().seen()) {
            now += hit.equals("in") ? 1 : hit.equals("out") ? -1 : 0;
            most = Math.max(most, now);
        }
        return most;
    }

    private AsyncResult<List<Integer>> inAndOut(Pool pool, int items) {
        Signals.Port at = stage().signals().port();
        return pool.mapAsync(
                n -> {
                    at.hit("in");
                    at.pass("go");
                    at.hit("out");
                    return n;
                },
                range(items));
    }

    @Test
    default void parallelismBoundsHowMuchRunsAtOnce() {
        AsyncResult<List<Integer>> result = inAndOut(stage().pool(4).with(Stage.ONE_BY_ONE.withParallelism(2)), 20);
        stage().signals().await("go", 2);
        assertThat(Eventually.settled("items in", () -> stage().signals().count("in")))
                .isEqualTo(2);
        stage().signals().open("go");
        assertThat(result.get()).isEqualTo(range(20));
        assertThat(mostAtOnce()).isEqualTo(2);
    }

    @Test
    default void parallelismOfOneRunsOneAfterTheOther() {
        stage().signals().open("go");
        AsyncResult<List<Integer>> result = inAndOut(stage().pool(4).with(Stage.ONE_BY_ONE.withParallelism(1)), 50);
        assertThat(result.get()).isEqualTo(range(50));
        assertThat(mostAtOnce()).isEqualTo(1);
    }

    @Test
    default void workersOfAPoolBoundAllItsCallsTogether() {
        Pool pool = stage().grid(4).pool(PoolOptions.DEFAULT.withWorkers(2)).with(Stage.ONE_BY_ONE);
        AsyncResult<List<Integer>> one = inAndOut(pool, 10);
        AsyncResult<List<Integer>> two = inAndOut(pool, 10);
        stage().signals().await("go", 2);
        assertThat(Eventually.settled("items in", () -> stage().signals().count("in")))
                .isEqualTo(2);
        stage().signals().open("go");
        assertThat(one.get()).isEqualTo(range(10));
        assertThat(two.get()).isEqualTo(range(10));
        assertThat(mostAtOnce()).isEqualTo(2);
    }

    @Test
    default void allWorkersAreUsedWithoutALimit() {
        AsyncResult<List<Integer>> result = inAndOut(stage().pool(4).with(Stage.ONE_BY_ONE), 20);
        stage().signals().await("go", 4);
        stage().signals().open("go");
        assertThat(result.get()).isEqualTo(range(20));
        assertThat(mostAtOnce()).isEqualTo(4);
    }

    @Test
    default void higherPriorityGoesFirst() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1);
        AsyncResult<Integer> blocker = pool.applyAsync(() -> {
            at.pass("go");
            return 0;
        });
        stage().signals().await("go", 1);
        List<AsyncResult<List<Integer>>> jobs = new ArrayList<>();
        for (int priority : new int[] {0, -5, 10}) {
            jobs.add(pool.with(Stage.ONE_BY_ONE.withPriority(priority))
                    .mapAsync(
                            n -> {
                                at.hit("p" + priority);
                                return n;
                            },
                            range(20)));
        }
        Eventually.until(
                "all are known",
                () -> jobs.stream().allMatch(job -> job.job().view().sealed()));
        stage().signals().open("go");
        jobs.forEach(AsyncResult::get);
        blocker.get();
        List<String> order = new ArrayList<>(stage().signals().seen("p"));
        // no worker stands idle while an answer for the higher one is on its way: chunks of a lower one run then, and
        // how many
        // is for the machine to say
        assertThat(order.lastIndexOf("p10")).as("order %s", order).isLessThan(order.lastIndexOf("p0"));
        assertThat(order.lastIndexOf("p0")).as("order %s", order).isLessThan(order.lastIndexOf("p-5"));
    }

    @Test
    default void jobsOfEqualPriorityShareTheWorkers() {
        Grid grid = stage().grid(1);
        Iterable<Integer> endless = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                return 1;
            }
        };
        try (ResultIterator<Integer> long1 = grid.pool().with(Stage.ONE_BY_ONE).imap(n -> n, endless)) {
            assertThat(long1.next()).isEqualTo(1);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<List<Integer>> other = CompletableFuture.supplyAsync(
                    () -> grid.pool().with(Stage.ONE_BY_ONE).map(n -> n, range(50)));
            var unused = other.whenComplete((done, failed) -> enough.set(true));
            while (!enough.get()) {
                assertThat(long1.next()).isEqualTo(1);
            }
            assertThat(other).isCompletedWithValue(range(50));
        }
    }

    @Test
    default void twoPoolsWorkOnOneGridAtTheSameTime() {
        Signals.Port at = stage().signals().port();
        Grid grid = stage().grid(2);
        AsyncResult<Integer> one = grid.pool().applyAsync(() -> {
            at.pass("both");
            return 1;
        });
        AsyncResult<Integer> two = grid.pool().applyAsync(() -> {
            at.pass("both");
            return 2;
        });
        stage().signals().await("both", 2);
        stage().signals().open("both");
        assertThat(one.get()).isEqualTo(1);
        assertThat(two.get()).isEqualTo(2);
    }

    @Test
    default void twoGridsDoNotKnowEachOther() {
        Grid one = stage().grid(1);
        Grid two = stage().grid(1);
        assertThat(one.pool().map(n -> n, range(3))).isEqualTo(range(3));
        assertThat(two.jobs()).isEmpty();
        one.close();
        assertThat(two.pool().map(n -> n, range(3))).isEqualTo(range(3));
    }

    @Test
    default void manyCallersMayUseOnePool() throws Exception {
        Pool pool = stage().pool(3);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                int plus = caller * 1_000;
                all.add(callers.submit(() -> {
                    for (int round = 0; round < 8; round++) {
                        List<Integer> wanted =
                                range(200).stream().map(n -> n + plus).toList();
                        assertThat(pool.map(n -> n + plus, range(200))).isEqualTo(wanted);
                    }
                    return plus;
                }));
            }
            for (Future<Integer> caller : all) {
                assertThat(caller.get(60, TimeUnit.SECONDS)).isNotNegative();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    default void interruptedMapReturnsAndThePoolGoesOn() throws InterruptedException {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                pool.map(
                        n -> {
                            at.pass("go");
                            return n;
                        },
                        range(3));
            } catch (WaitTimedOutException e) {
                thrown.complete(e);
            } catch (RuntimeException e) {
                thrown.completeExceptionally(e);
            }
        });
        caller.start();
        stage().signals().await("go", 1);
        caller.interrupt();
        caller.join(Eventually.DEADLINE.toMillis());
        assertThat(thrown).isCompleted();
        stage().signals().open("go");
        assertThat(pool.map(n -> n, range(3))).isEqualTo(range(3));
    }

    @Test
    default void manyJobsMayWaitAtOnce() {
        Pool pool = stage().pool(2).with(JobOptions.DEFAULT);
        List<AsyncResult<Integer>> all = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            all.add(pool.applyAsync(k -> k * 2, n));
        }
        for (int n = 0; n < 200; n++) {
            assertThat(all.get(n).get()).isEqualTo(2 * n);
        }
    }
}
