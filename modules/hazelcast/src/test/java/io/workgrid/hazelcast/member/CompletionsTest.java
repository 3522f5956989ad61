package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.hazelcast.process.FreePort;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompletionsTest {
    private static final int ANSWERS = 2_000;

    /** Where there are few processors: elsewhere Hazelcast itself keeps its threads. */
    @Test
    void answersTakeNoThreadEach() throws Exception {
        NodeOptions options =
                NodeOptions.DEFAULT.withCluster("test-" + UUID.randomUUID()).withBind("127.0.0.1", FreePort.next());
        try (Grid grid = Grid.join(options)) {
            SharedCounter rooms = grid.manager().counter("rooms");
            rooms.add(1);
            long before = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
            for (int n = 0; n < ANSWERS; n++) {
                rooms.addAsync(1).get(10, TimeUnit.SECONDS);
            }
            long started = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - before;
            assertThat(started).isLessThan(ANSWERS / 10);
            assertThat(rooms.get()).isEqualTo(ANSWERS + 1);
        }
    }

    @Test
    void whatFollowsFromAnAnswerMayWaitForAnother() throws Exception {
        Executor threads = Completions.threads();
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(100);
        for (int n = 1; n < 100; n++) {
            threads.execute(() -> {
                try {
                    waiting.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                done.countDown();
            });
        }
        threads.execute(() -> {
            done.countDown();
            waiting.countDown();
        });
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
