package io.workgrid.engine.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.Pool;
import io.workgrid.core.job.Retention;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingTest {
    private final MemoryStore store = new MemoryStore(() -> 1_000, Retention.DEFAULT);
    private final CountDownLatch collectorHangs = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    /** The store, which does not answer a collector's question any more. */
    private GridStore silent() {
        return (GridStore) Proxy.newProxyInstance(
                GridStore.class.getClassLoader(), new Class<?>[] {GridStore.class}, (self, method, given) -> {
                    if (method.getName().equals("view")
                            && Thread.currentThread().getName().contains("collector")) {
                        collectorHangs.countDown();
                        never.await();
                    }
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whoWaitsForAResultIsToldThatTheGridIsClosedThoughNobodyAnswers() throws Exception {
        AsyncResult<Integer> result;
        try (StoreGrid grid = new StoreGrid(silent(), List::of, node -> {}, () -> {})) {
            Pool pool = grid.pool();
            result = pool.applyAsync(() -> 1); // there is no node
            collectorHangs.await();
        }
        assertThatThrownBy(() -> result.get(Duration.ofSeconds(20))).isInstanceOf(GridClosedException.class);
        never.countDown();
    }
}
