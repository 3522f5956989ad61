package io.workgrid.hazelcast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Feed;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.hazelcast.process.Wait;
import io.workgrid.testkit.Signals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs of every effect and of two priorities in one grid. */
@ExtendWith(Logs.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MixedJobsChaosTest {
    private static final Duration END = Duration.ofSeconds(90);
    private static final int WORKERS = 4;
    private static final int URGENT = 80;

    /** Chunks of one item of 20 ms, each of which says that it starts. */
    private static JobHandle<Integer> submit(
            Grid grid, Signals signals, String name, Feed feed, Effect effect, int priority) {
        // the number: this package is the node's own, and so its classes come from another loader than those of testkit
        int port = signals.port().number();
        return grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            new Signals.Port(port).hit(name);
                            LockSupport.parkNanos(20_000_000);
                            return n;
                        },
                        feed)
                .withOptions(JobOptions.DEFAULT
                        .withName(name)
                        .withChunkSize(1)
                        .withEffect(effect)
                        .withPriority(priority)));
    }

    @Test
    void higherPriorityGetsTheWorkersAtOnceAndEqualOnesShare() {
        try (Cluster cluster = Cluster.of(2, WORKERS / 2);
                Grid grid = cluster.connect();
                Signals signals = new Signals()) {
            Feed unsafeFeed = Feed.atLeast(200);
            Feed idempotentFeed = Feed.atLeast(200);
            JobHandle<Integer> unsafe = submit(grid, signals, "unsafe", unsafeFeed, Effect.UNSAFE, 0);
            JobHandle<Integer> idempotent = submit(grid, signals, "idempotent", idempotentFeed, Effect.IDEMPOTENT, 0);
            Wait.until("both are under way", END, () -> signals.count("unsafe") > 0 && signals.count("idempotent") > 0);
            int unsafeBefore = signals.count("unsafe");
            int idempotentBefore = signals.count("idempotent");
            Wait.until(
                    "they ran for a while", END, () -> signals.seen().size() >= unsafeBefore + idempotentBefore + 200);
            int unsafeRan = signals.count("unsafe") - unsafeBefore;
            int idempotentRan = signals.count("idempotent") - idempotentBefore;
            JobHandle<Integer> urgent = submit(grid, signals, "pure", Feed.of(URGENT), Effect.PURE, 10);
            assertThat(cluster.awaitEnd(urgent, END).done()).isEqualTo(URGENT);
            unsafeFeed.enough();
            idempotentFeed.enough();
            List<String> seen = signals.seen();
            List<String> meanwhile = seen.subList(seen.indexOf("pure"), seen.lastIndexOf("pure") + 1);
            long others =
                    meanwhile.stream().filter(name -> !name.equals("pure")).count();
            System.out.printf(
                    "equal: %d unsafe and %d idempotent items; while the urgent %d ran, %d others began%n",
                    unsafeRan, idempotentRan, URGENT, others);
            assertThat((double) unsafeRan / idempotentRan).isBetween(0.5, 2.0);
            // what a worker held when the urgent job came, and one more that it may hold ahead
            assertThat(others).isLessThanOrEqualTo(2 * WORKERS);
            assertThat(cluster.awaitEnd(unsafe, END).done()).isEqualTo(unsafeFeed.given());
            assertThat(cluster.awaitEnd(idempotent, END).done()).isEqualTo(idempotentFeed.given());
        }
    }
}
