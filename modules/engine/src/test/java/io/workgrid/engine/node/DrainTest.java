package io.workgrid.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.JobOptions;
import io.workgrid.core.job.Retention;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that leaves in good order. */
@Timeout(60)
class DrainTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static volatile CountDownLatch hold = new CountDownLatch(1);
    private static volatile CountDownLatch started = new CountDownLatch(1);

    private final MemoryStore memory = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
    private volatile boolean deaf;
    private final Node leaves = node("leaves", deafStore());
    private final Node stays = node("stays", memory);
    private final StoreGrid grid =
            new StoreGrid(memory, () -> List.of(leaves.view(), stays.view()), any -> {}, () -> {});

    DrainTest() {
        hold = new CountDownLatch(1);
        started = new CountDownLatch(1);
    }

    @AfterEach
    void close() {
        hold.countDown();
        leaves.close();
        stays.close();
        grid.close();
    }

    private static Node node(String name, GridStore store) {
        return new Node(name, 1, store, System::currentTimeMillis, (what, e) -> {}, Duration.ofMillis(50));
    }

    /** The store in memory, whose ledgers do not answer as long as it is deaf. */
    private GridStore deafStore() {
        return (GridStore) Proxy.newProxyInstance(
                GridStore.class.getClassLoader(), new Class<?>[] {GridStore.class}, (proxy, method, args) -> {
                    if (deaf && method.getName().equals("exchange")) {
                        throw new IllegalStateException("not reached");
                    }
                    try {
                        return method.invoke(memory, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static int held(int n) throws InterruptedException {
        started.countDown();
        if (n == 0 && !hold.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody let it go");
        }
        return n;
    }

    private AsyncResult<List<Integer>> submit(int chunkSize) throws InterruptedException {
        leaves.start();
        AsyncResult<List<Integer>> result = grid.pool()
                .with(JobOptions.DEFAULT.withChunkSize(chunkSize))
                .mapAsync(DrainTest::held, IntStream.range(0, 100).boxed().toList());
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        return result;
    }

    /** The other node starts, and is told of the job, for which it comes late. */
    private void othersGoOn(AsyncResult<?> result) {
        stays.start();
        memory.resume(result.job().id());
    }

    @Test
    void whatRunsEndsAndTheRestGoesToOthersWithoutBlame() throws InterruptedException {
        AsyncResult<List<Integer>> result = submit(50);
        assertThat(leaves.drain(SHORT)).as("an item runs").isFalse();
        assertThat(leaves.view().draining()).isTrue();
        assertThat(leaves.busy()).isEqualTo(1);
        othersGoOn(result);
        hold.countDown();
        assertThat(leaves.drain(LONG)).isTrue();
        assertThat(leaves.drain(LONG)).as("again").isTrue();
        assertThat(result.get(LONG)).hasSize(100);
        assertThat(result.job().view().retried()).isZero();
        assertThat(result.job().items())
                .allSatisfy(item -> assertThat(item.attempts()).isEqualTo(1));
        assertThat(result.job().items().get(99).node()).isEqualTo("stays");
    }

    @Test
    void aNodeThatDrainedTakesNothingMore() throws InterruptedException {
        hold.countDown();
        assertThat(submit(50).get(LONG)).hasSize(100);
        assertThat(leaves.drain(LONG)).isTrue();
        AsyncResult<Integer> later = grid.pool().applyAsync(() -> 7);
        assertThat(leaves.drain(LONG)).as("it holds nothing of it").isTrue();
        assertThat(later.job().view().running()).isZero();
        stays.start();
        grid.pool().applyAsync(() -> 8).get(LONG);
        assertThat(leaves.busy()).isZero();
    }

    @Test
    void theDeadlineHoldsWhileALedgerDoesNotAnswer() throws InterruptedException {
        AsyncResult<List<Integer>> result = submit(1);
        deaf = true;
        hold.countDown();
        long start = System.nanoTime();
        assertThat(leaves.drain(SHORT)).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
        deaf = false;
        assertThat(leaves.drain(LONG)).isTrue();
        othersGoOn(result);
        assertThat(result.get(LONG)).hasSize(100);
    }
}
