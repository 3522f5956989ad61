package io.workgrid.engine.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.core.job.Retention;
import io.workgrid.core.shared.CounterOp;
import io.workgrid.core.shared.Kind;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AddsTest {
    private final MemoryStore store = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
    private final CellRef hits = CellRef.of("grid", "hits", Kind.COUNTER);
    private final SharedCalls direct = new SharedCalls(store);
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final Adds adds = new Adds(new SharedCalls(slow()), hits, null);

    /** The store, of which the first call is answered when the test says so. */
    private GridStore slow() {
        return (GridStore) Proxy.newProxyInstance(
                GridStore.class.getClassLoader(), new Class<?>[] {GridStore.class}, (self, method, given) -> {
                    if (method.getName().equals("call") && made.getAndIncrement() == 0) {
                        firstIsUnderWay.countDown();
                        open.await();
                    }
                    if (method.getName().equals("session")) {
                        return "another process";
                    }
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Adds zero, and all of these while that is under way. */
    private List<FutureTask<Long>> during(long... amounts) throws InterruptedException {
        List<FutureTask<Long>> all = new ArrayList<>();
        begin(all, 0);
        firstIsUnderWay.await();
        for (long amount : amounts) {
            awaitWaiting(begin(all, amount));
        }
        open.countDown();
        return all;
    }

    private Thread begin(List<FutureTask<Long>> all, long amount) {
        FutureTask<Long> task = new FutureTask<>(() -> adds.add(amount));
        all.add(task);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static long get(FutureTask<Long> task) throws Exception {
        return task.get(20, TimeUnit.SECONDS);
    }

    private long value() {
        return CounterOp.number(direct.read(hits, CounterOp.get()));
    }

    @Test
    void addsThatComeDuringACallGoTogetherInTheNextAndEachIsToldItsOwnSum() throws Exception {
        List<FutureTask<Long>> all = during(3, 4, 5);
        assertThat(get(all.get(1))).isEqualTo(3);
        assertThat(get(all.get(2))).isEqualTo(7);
        assertThat(get(all.get(3))).isEqualTo(12);
        assertThat(made).hasValue(2);
        assertThat(value()).isEqualTo(12);
    }

    @Test
    void addsOfDifferentSignsDoNotGoTogether() throws Exception {
        List<FutureTask<Long>> all = during(Long.MAX_VALUE, -1);
        assertThat(List.of(get(all.get(1)), get(all.get(2))))
                .isIn(List.of(Long.MAX_VALUE, Long.MAX_VALUE - 1), List.of(Long.MAX_VALUE - 1, -1L));
        assertThat(made).hasValue(3);
    }

    @Test
    void oneThatLeavesTheRangeDoesNotKeepTheOthersFromCounting() throws Exception {
        direct.change(hits, null, CounterOp.set(Long.MAX_VALUE - 2));
        List<FutureTask<Long>> all = during(1, 5);
        assertThat(get(all.get(1))).isEqualTo(Long.MAX_VALUE - 1);
        assertThatThrownBy(() -> get(all.get(2)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(BadInputException.class);
        assertThat(value()).isEqualTo(Long.MAX_VALUE - 1);
    }
}
