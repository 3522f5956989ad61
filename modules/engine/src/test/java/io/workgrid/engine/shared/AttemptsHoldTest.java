package io.workgrid.engine.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.core.job.Retention;
import io.workgrid.core.shared.CellView;
import io.workgrid.engine.client.NodeGrids;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.node.Node;
import io.workgrid.engine.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Locks and waits in tasks, on a node of two workers. */
@Timeout(60)
class AttemptsHoldTest {
    private static final MemoryStore STORE = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
    private static final Node NODE =
            new Node("attempts-hold", 2, STORE, System::currentTimeMillis, (what, cause) -> {});
    private static final StoreGrid GRID = new StoreGrid(STORE, () -> List.of(NODE.view()), name -> {}, NODE::close);
    private static final SharedCalls CALLS = new SharedCalls(STORE);

    @BeforeAll
    static void start() {
        NodeGrids.register("attempts-hold", GRID);
        NODE.start();
    }

    @AfterAll
    static void stop() {
        GRID.close();
        CALLS.close();
        NodeGrids.remove("attempts-hold");
    }

    private static LockHandle lock(String name) {
        return new LockHandle(CALLS, SharedHandle.GRID, name, false);
    }

    private static CellView view(String name) {
        return CALLS.cells("grid/" + name).get(0);
    }

    private static Pool onePerChunk() {
        return GRID.pool().with(JobOptions.DEFAULT.withChunkSize(1));
    }

    @Test
    void whatAnAttemptHoldsEndsWithIt() {
        List<Integer> items = IntStream.range(0, 20).boxed().toList();
        List<Integer> done = onePerChunk()
                .map(
                        n -> {
                            lock("left").acquire(); // and never released
                            return n;
                        },
                        items);
        assertThat(done).isEqualTo(items);
        assertThat(view("left").holders()).isEmpty();
    }

    @Test
    void attemptThatFailsHoldsNothingEither() {
        assertThatThrownBy(() -> GRID.pool()
                        .with(JobOptions.DEFAULT)
                        .apply(
                                n -> {
                                    lock("failed").acquire();
                                    throw new IllegalStateException("no");
                                },
                                1))
                .isInstanceOf(ItemFailedException.class);
        assertThat(view("failed").holders()).isEmpty();
    }

    @Test
    void holderIsNamedByItsItem() {
        List<String> holders = new ArrayList<>(onePerChunk()
                .map(
                        n -> {
                            lock("named").acquire();
                            return view("named").holders().get(0).owner().text();
                        },
                        List.of(7)));
        assertThat(holders.get(0)).startsWith("item 0 of job j-").endsWith("attempt 1, on attempts-hold");
    }

    @Test
    void workersThatWaitDoNotKeepTheOneTheyWaitForFromRunning() {
        List<Integer> done = onePerChunk()
                .map(
                        n -> {
                            EventHandle go = new EventHandle(CALLS, SharedHandle.GRID, "go");
                            if (n == 7) {
                                go.set();
                            } else {
                                go.await();
                            }
                            return n;
                        },
                        IntStream.range(0, 8).boxed().toList());
        assertThat(done).hasSize(8);
    }

    @Test
    void attemptWhoseTimeIsUpWaitsNoMore() {
        LockHandle held = lock("held");
        try (var hold = held.acquire()) {
            assertThat(hold.fence()).isPositive();
            assertThatThrownBy(() -> GRID.pool()
                            .with(JobOptions.DEFAULT.withTimeout(Duration.ofMillis(200)))
                            .apply(n -> lock("held").acquire().fence(), 1))
                    .isInstanceOf(ItemFailedException.class);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!view("held").waiting().isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(view("held").waiting()).isEmpty();
        }
        assertThat(held.locked()).isFalse();
    }

    @Test
    void handlesOfTheSameNameAreEqualAndGuardNeedsTheLock() {
        assertThat(lock("same")).isEqualTo(lock("same")).hasToString("lock \"same\" of the grid");
        assertThat(lock("same")).isNotEqualTo(new LockHandle(CALLS, SharedHandle.GRID, "same", true));
        assertThatThrownBy(() -> lock("same").guard()).hasMessageContaining("is not held by thread");
    }
}
