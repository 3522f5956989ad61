package io.workgrid.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.AsyncResult;
import io.workgrid.core.job.Retention;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.store.MemoryStore;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that does not always take work. */
@Timeout(60)
class GateTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private volatile boolean fails;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger(Integer.MAX_VALUE);

    private String refusal() {
        asked.incrementAndGet();
        if (fails) {
            throw new IllegalStateException("no idea");
        }
        return refusals.getAndDecrement() > 0 ? "no quorum" : null;
    }

    @Test
    void takesLeasesWhenTheReasonIsGoneWithoutBeingTold() {
        MemoryStore memory = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
        try (Node node = new Node("n", 2, memory, System::currentTimeMillis, (what, e) -> {}, this::refusal);
                StoreGrid grid = new StoreGrid(memory, () -> List.of(node.view()), any -> {}, () -> {})) {
            node.start();
            AsyncResult<Integer> result = grid.pool().applyAsync(() -> 7);
            assertThat(node.refusal()).isEqualTo("no quorum");
            refusals.set(asked.get() + 3);
            assertThat(result.get(LONG)).isEqualTo(7);
            assertThat(node.refusal()).isNull();
            fails = true;
            assertThat(node.refusal()).contains("no idea");
        }
    }

    @Test
    void aFullHeapIsSeenAndCollectedNowAndThenWhileItIsFull() {
        AtomicLong used = new AtomicLong(90);
        AtomicLong seconds = new AtomicLong(-1_000);
        AtomicInteger collections = new AtomicInteger();
        Heap heap = new Heap(
                () -> new MemoryUsage(0, used.get(), 100, 100),
                () -> Duration.ofSeconds(seconds.get()).toNanos(),
                collections::incrementAndGet);
        assertThat(heap.get()).contains("90 %");
        used.set(10);
        assertThat(heap.get()).as("it was looked at just now").isNotNull();
        used.set(82);
        seconds.addAndGet(10);
        assertThat(heap.get()).contains("82 %");
        assertThat(collections).hasValue(0);
        seconds.addAndGet(10);
        assertThat(heap.get()).isNotNull();
        assertThat(collections).hasValue(1);
        used.set(20);
        seconds.addAndGet(1);
        assertThat(heap.get()).isNull();
        assertThat(new Heap().get()).isNull();
    }
}
