package io.workgrid.hazelcast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.ClosedException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.StaleFenceException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Items that hold a lock, or have taken something of a queue, on the very nodes that are killed. What each did stands in a file, in which
 * it stays. For one thread.
 *
 * @param turns how many items take a turn in the lock
 * @param elements how many items take from the queue
 */
record SharedWorkOnNodes(
        int turns,
        int elements,
        Path turnMarks,
        Path takeMarks,
        JobHandle<Integer> turning,
        JobHandle<Integer> taking) {
    private static final Duration END = Duration.ofMinutes(10);

    static SharedWorkOnNodes begin(Grid grid, int turns, int elements, Path dir) {
        Path turnMarks = dir.resolve("turns");
        Path takeMarks = dir.resolve("takes");
        String turnFile = turnMarks.toString();
        String takeFile = takeMarks.toString();
        JobHandle<Integer> turning = grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> turn(context.manager().grid(), turnFile, n),
                        IntStream.range(0, turns).boxed().toList())
                .withOptions(Work.LOSABLE));
        JobHandle<Integer> taking = grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> take(context.manager().grid(), takeFile, n),
                        IntStream.range(0, elements).boxed().toList())
                .withOptions(Work.LOSABLE));
        return new SharedWorkOnNodes(turns, elements, turnMarks, takeMarks, turning, taking);
    }

    private static int turn(Manager manager, String file, int item) throws IOException {
        SharedLock lock = manager.lock("lock on nodes");
        SharedCounter counter = manager.counter("turns on nodes");
        while (true) {
            try (Hold hold = lock.acquire()) {
                SharedCounter fenced = counter.withFence(lock);
                long next = counter.get() + 1;
                fenced.set(next);
                Work.mark(file, next + " " + hold.fence());
                return item;
            } catch (StaleFenceException e) {
                // given to another meanwhile: once more
            }
        }
    }

    private static int take(Manager manager, String file, int item) throws IOException {
        try {
            SharedQueue.Taken<Integer> taken =
                    manager.<Integer>queue("queue on nodes").take();
            Work.mark(file, taken.element() + " " + taken.deliveredBefore());
        } catch (ClosedException e) {
            // its element was done by an attempt of which the node died before it could say so
        }
        return item;
    }

    /** Puts the elements; returns when all of them are done. */
    void feed(Manager manager) {
        SharedQueue<Integer> queue = manager.queue("queue on nodes");
        for (int n = 0; n < elements; n++) {
            queue.put(n);
        }
        queue.join(END);
        queue.close();
    }

    /** Waits for the end and holds what was done against what must be. */
    void check(Manager manager, Cluster cluster) throws IOException {
        assertThat(cluster.awaitEnd(turning, END).done()).as("turns").isEqualTo(turns);
        assertThat(cluster.awaitEnd(taking, END).done()).as("takes").isEqualTo(elements);
        List<long[]> written = numbers(turnMarks);
        assertThat(written).as("what was written under the lock").hasSizeGreaterThanOrEqualTo(turns);
        written.sort(Comparator.comparingLong(each -> each[0]));
        for (int n = 1; n < written.size(); n++) {
            assertThat(written.get(n)[0]).as("values that two holders wrote").isGreaterThan(written.get(n - 1)[0]);
            assertThat(written.get(n)[1])
                    .as("fence of value " + written.get(n)[0])
                    .isGreaterThan(written.get(n - 1)[1]);
        }
        assertThat(manager.counter("turns on nodes").get()).isGreaterThanOrEqualTo(written.get(written.size() - 1)[0]);
        List<long[]> taken = numbers(takeMarks);
        Map<Long, Long> firstTimes = taken.stream()
                .collect(Collectors.groupingBy(each -> each[0], Collectors.summingLong(each -> each[1] == 0 ? 1 : 0)));
        assertThat(firstTimes).as("elements").hasSize(elements);
        assertThat(firstTimes.values())
                .as("times that an element was delivered as never before")
                .allMatch(times -> times <= 1);
    }

    private static List<long[]> numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .map(part -> new long[] {Long.parseLong(part[0]), Long.parseLong(part[1])})
                .collect(Collectors.toList());
    }
}
