package io.workgrid.hazelcast.chaos;

import io.workgrid.api.Grid;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.hazelcast.process.NodeProcess;
import io.workgrid.hazelcast.process.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eight writers change shared objects while nodes are killed. What was acknowledged is there, once.
 * {@code -Dworkgrid.chaos.full=true} for the full numbers.
 */
@ExtendWith(Logs.class)
@Timeout(value = 1_800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedObjectsChaosTest {
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
    private static final Duration UNTIL_ENOUGH = Duration.ofMinutes(2);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.workgrid.hazelcast.chaos.Seeds#all")
    void acknowledgedChangesAreThereOnceWhileNodesAreKilled(long seed, @TempDir Path dir) throws Exception {
        SharedWork work = Seeds.FULL ? SharedWork.FULL : SharedWork.BRIEF;
        Random dice = new Random(seed);
        ExecutorService threads = Executors.newCachedThreadPool(body -> {
            Thread thread = new Thread(body, "writer");
            thread.setDaemon(true);
            return thread;
        });
        try (Cluster cluster = Cluster.of(4, 1);
                Grid one = cluster.connect();
                Grid two = cluster.connect()) {
            cluster.awaitSafe();
            long start = System.nanoTime();
            SharedWork.Ledger ledger = new SharedWork.Ledger();
            List<Future<?>> writers = new ArrayList<>();
            for (int n = 0; n < SharedWork.WRITERS; n++) {
                int writer = n;
                Grid grid = n % 2 == 0 ? one : two;
                writers.add(threads.submit(() -> {
                    work.write(grid.manager(), writer, ledger);
                    return null;
                }));
            }
            work.queue(one.manager(), two.manager(), ledger, threads, writers);
            SharedWorkOnNodes onNodes = SharedWorkOnNodes.begin(two, work.turns() / 10, work.elements() / 10, dir);
            writers.add(threads.submit(() -> onNodes.feed(two.manager())));
            int kills = 0;
            Wait.until("a tenth is done", UNTIL_ENOUGH, () -> ledger.added() >= work.added() / 10);
            do {
                NodeProcess victim =
                        cluster.alive().get(dice.nextInt(cluster.alive().size()));
                victim.kill();
                cluster.note("kill " + victim.node());
                kills++;
                cluster.begin().awaitReady();
                cluster.awaitSize();
                cluster.awaitSafe(); // one copy of everything is what this grid keeps
            } while (!ended(writers, BETWEEN_KILLS));
            for (Future<?> writer : writers) {
                writer.get();
            }
            onNodes.check(one.manager(), cluster);
            System.out.printf(
                    "shared objects, seed %d: %d kills in %d s; %s%n",
                    seed, kills, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), ledger);
            ledger.check(one.manager());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Whether all have ended, or one has failed. */
    private static boolean ended(List<Future<?>> writers, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        for (Future<?> writer : writers) {
            try {
                writer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                return true;
            }
        }
        return true;
    }
}
