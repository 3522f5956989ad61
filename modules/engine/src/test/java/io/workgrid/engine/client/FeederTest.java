package io.workgrid.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.ItemResult;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.RefusedException;
import io.workgrid.api.ResultStream;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.job.Retention;
import io.workgrid.engine.node.Node;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Items are given by a process whose side of the grid takes nothing for a while. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FeederTest {
    private static final Duration END = Duration.ofSeconds(20);
    private static final Set<String> CHANGES = Set.of("append", "seal", "stop");

    private final MemoryStore store = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
    private final Node node = new Node("n1", 1, store, System::currentTimeMillis, (what, cause) -> {});
    private final CountDownLatch refused = new CountDownLatch(3);
    private volatile boolean cutOff;
    private Grid grid;

    @BeforeEach
    void start() {
        GridStore seen = (GridStore) Proxy.newProxyInstance(
                GridStore.class.getClassLoader(), new Class<?>[] {GridStore.class}, (self, method, given) -> {
                    if (cutOff && CHANGES.contains(method.getName())) {
                        refused.countDown();
                        throw new RefusedException("cut off");
                    }
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        grid = new StoreGrid(seen, () -> List.of(node.view()), asked -> {}, () -> {}, node::exchangeTimes);
        node.start();
    }

    @AfterEach
    void close() {
        grid.close();
        node.close();
        store.close();
    }

    /** The first three numbers, and then what comes when the side has been refused some times. */
    private Iterable<Integer> slow(Runnable then) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                if (next == 3) {
                    try {
                        assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    then.run();
                }
                return next < 3;
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
    }

    @Test
    void pageThatWasRefusedIsGivenAgain() {
        cutOff = true;
        JobHandle<Integer> job =
                grid.submit(JobSpec.<Integer, Integer>of((n, context) -> n + 1, slow(() -> cutOff = false)));
        assertThat(job.await(END).done()).isEqualTo(3);
        try (ResultStream<Integer> results = job.results()) {
            assertThat(results).toIterable().extracting(ItemResult::value).containsExactly(1, 2, 3);
        }
    }

    @Test
    void jobWhoseInputFailsWhileNothingIsTakenEndsWhenItIsTakenAgain() {
        cutOff = true;
        JobHandle<Integer> job = grid.submit(JobSpec.<Integer, Integer>of((n, context) -> n + 1, slow(() -> {
            new Thread(() -> cutOff = false).start();
            throw new IllegalStateException("no more paint");
        })));
        assertThat(job.await(END))
                .returns(JobPhase.FAILED, view -> view.phase())
                .satisfies(view -> assertThat(view.reason()).contains("no more paint"));
    }
}
