package io.workgrid.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.job.Retention;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node whose grace is short, so that tasks that heed no interrupt can be tested. */
@Timeout(60)
class NodeTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static volatile CountDownLatch stuck = new CountDownLatch(1);
    private static volatile CountDownLatch started = new CountDownLatch(1);

    private final MemoryStore memory = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger trouble = new AtomicInteger();
    private final AtomicInteger blocks = new AtomicInteger();
    private volatile boolean deaf;
    private final Node node = new Node(
            "n", 2, faulty(), System::currentTimeMillis, (what, e) -> trouble.incrementAndGet(), Duration.ofMillis(50));
    private final StoreGrid grid = new StoreGrid(memory, () -> List.of(node.view()), any -> {}, () -> {});

    NodeTest() {
        stuck = new CountDownLatch(1);
        started = new CountDownLatch(1);
        node.start();
    }

    @AfterEach
    void release() {
        stuck.countDown();
        node.close();
        grid.close();
    }

    /** The store in memory, but the first exchanges fail: every other one after it was carried out. */
    private GridStore faulty() {
        return (GridStore) Proxy.newProxyInstance(
                GridStore.class.getClassLoader(), new Class<?>[] {GridStore.class}, (proxy, method, args) -> {
                    int left = method.getName().equals("exchange") ? failures.getAndDecrement() : 0;
                    if (left > 0 && left % 2 == 0) {
                        throw new IllegalStateException("not reached");
                    }
                    try {
                        if (method.getName().equals("onWork")) {
                            return memory.onWork(heard(args[0]));
                        }
                        blocks.addAndGet(method.getName().equals("putBlock") ? 1 : 0);
                        Object result = method.invoke(memory, args);
                        if (left > 0) {
                            throw new IllegalStateException("no answer");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Passes on the first news of a job, and while the node is deaf nothing else. */
    @SuppressWarnings("unchecked")
    private Consumer<JobId> heard(Object hasWork) {
        Set<JobId> known = ConcurrentHashMap.newKeySet();
        return job -> {
            if (known.add(job) || !deaf) {
                ((Consumer<JobId>) hasWork).accept(job);
            }
        };
    }

    /** Heeds nothing until it is let go. */
    private static int heedless() {
        started.countDown();
        boolean out = false;
        while (!out) {
            try {
                out = stuck.await(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                // on purpose
            }
        }
        return 1;
    }

    private static void waits() throws InterruptedException {
        started.countDown();
        new CountDownLatch(1).await();
    }

    /** As of a node that was cut off, and is another one to the others when it is back. */
    @Test
    void nodeThatEndsWhileAWorkerIsMadeReadyDoesNotFailTheJob() throws Exception {
        grid.pool(PoolOptions.DEFAULT.withInitializer(NodeTest::waits)).applyAsync(() -> 1);
        assertThat(started.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        node.close();
        assertThat(memory.jobs()).extracting(job -> memory.view(job).phase()).containsExactly(JobPhase.RUNNING);
    }

    @Test
    void itemThatIgnoresItsTimeoutIsGivenUpAndTheWorkerReplaced() {
        Pool pool = grid.pool();
        JobOptions options =
                JobOptions.DEFAULT.withTimeout(Duration.ofMillis(20)).withChunkSize(100);
        AsyncResult<List<Integer>> result = pool.with(options)
                .mapAsync(
                        n -> n == 3 ? heedless() : n,
                        IntStream.range(0, 10).boxed().toList());
        assertThatThrownBy(() -> result.get(DEADLINE))
                .isInstanceOfSatisfying(
                        ItemFailedException.class, e -> assertThat(e.index()).isEqualTo(3));
        assertThat(result.job().view().done()).isEqualTo(9);
        assertThat(pool.applyAsync(() -> 7).get(DEADLINE)).isEqualTo(7);
        assertThat(grid.nodes().get(0).busy()).isZero();
    }

    @Test
    void cancelOfATaskThatIgnoresInterruptsEndsTheJobAndThePoolCanBeClosed() throws InterruptedException {
        Pool pool = grid.pool();
        AsyncResult<Integer> result = pool.applyAsync(NodeTest::heedless);
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        pool.terminate();
        assertThatThrownBy(() -> result.get(DEADLINE)).isInstanceOf(JobCancelledException.class);
        assertThat(pool.join(DEADLINE)).isTrue();
        assertThat(grid.pool().applyAsync(() -> 7).get(DEADLINE)).isEqualTo(7);
    }

    @Test
    void closeDoesNotWaitForAStuckTask() throws InterruptedException {
        grid.pool().applyAsync(NodeTest::heedless);
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        node.close();
        assertThat(stuck.getCount()).isEqualTo(1);
    }

    @Test
    void exchangesThatFailAreMadeAgainAndNothingCountsTwice() {
        failures.set(4);
        AsyncResult<List<Integer>> result = grid.pool()
                .with(JobOptions.DEFAULT.withChunkSize(10))
                .<Integer, Integer>mapAsync(
                        (n, context) -> {
                            context.counter("ran").increment();
                            return n;
                        },
                        IntStream.range(0, 100).boxed().toList());
        assertThat(result.get(DEADLINE)).hasSize(100);
        assertThat(result.job().view().counters()).containsEntry("ran", 100L);
        assertThat(trouble).hasValue(4);
    }

    @Test
    void workerThatIsWornOutIsReplacedByAnotherThread() {
        Pool pool = grid.pool(PoolOptions.DEFAULT.withMaxTasksPerWorker(3));
        List<String> threads = pool.with(JobOptions.DEFAULT.withChunkSize(100))
                .map(
                        n -> Thread.currentThread().getName() + " " + System.identityHashCode(Thread.currentThread()),
                        IntStream.range(0, 30).boxed().toList());
        Set<String> different = new HashSet<>(threads);
        assertThat(different).hasSizeGreaterThanOrEqualTo(10);
        assertThat(different).allMatch(name -> name.startsWith("workgrid-n-worker-"));
    }

    @Test
    void workThatNobodyTellsOfIsFoundAllTheSame() throws InterruptedException {
        deaf = true; // to what happens to jobs it knows
        AsyncResult<List<Integer>> result = grid.pool()
                .with(JobOptions.DEFAULT.withChunkSize(1))
                .mapAsync(
                        n -> n == 0 ? heedless() : n,
                        IntStream.range(0, 10).boxed().toList());
        JobId job = result.job().id();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        memory.pause(job, "to see");
        stuck.countDown();
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (memory.view(job).running() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        memory.resume(job);
        assertThat(result.get(DEADLINE)).hasSize(10);
    }

    private static final int MANY = 20_000;

    private static List<Integer> many() {
        return IntStream.range(0, MANY).boxed().toList();
    }

    @Test
    void veryShortChunksShareBlocksAndEachItemHasItsOwnLeaseAllTheSame() {
        AsyncResult<List<Long>> result = grid.pool()
                .with(JobOptions.DEFAULT.withChunkSize(1).withRetries(RetryPolicy.DEFAULT.withMaxRetries(1)))
                .<Integer, Long>mapAsync(
                        (n, context) -> {
                            context.counter("ran").increment();
                            if (n % 1_000 == 999 && context.attempt() == 1) {
                                throw new IllegalStateException("once");
                            }
                            return context.fence();
                        },
                        many());
        List<Long> fences = result.get(DEADLINE);
        assertThat(fences).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(result.job().view().retried()).isEqualTo(MANY / 1_000);
        assertThat(result.job().view().counters()).containsEntry("ran", (long) MANY);
        assertThat(blocks).hasValueLessThan(MANY / 2);
    }

    @Test
    void anItemThatIsGivenUpHurtsNoneOfTheLeasesItRanWith() {
        AsyncResult<List<Integer>> result = grid.pool()
                .with(JobOptions.DEFAULT
                        .withChunkSize(1)
                        .withTimeout(Duration.ofMillis(200))
                        .withRetries(RetryPolicy.DEFAULT.withMaxRetries(0)))
                .mapAsync(n -> n == MANY / 2 ? heedless() : n, many());
        assertThatThrownBy(() -> result.get(DEADLINE))
                .isInstanceOfSatisfying(
                        ItemFailedException.class, e -> assertThat(e.index()).isEqualTo(MANY / 2));
        assertThat(result.job().view().done()).isEqualTo(MANY - 1);
        assertThat(result.job().view().retried()).isZero();
    }
}
