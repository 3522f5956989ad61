package io.workgrid.hazelcast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.ClosedException;
import io.workgrid.api.StaleFenceException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedList;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the writers of the chaos scenario do, all together.
 *
 * @param adds to a counter, every fiftieth waited for, the others not
 * @param merges into a dict of 100 keys
 * @param appends to a list
 * @param turns in a lock, each of which reads and writes a counter
 * @param elements through a queue
 */
record SharedWork(int adds, int merges, int appends, int turns, int elements) {
    static final int WRITERS = 8;
    static final SharedWork BRIEF = new SharedWork(40_000, 8_000, 8_000, 150, 600);
    static final SharedWork FULL = new SharedWork(1_000_000, 200_000, 200_000, 4_000, 20_000);
    private static final int WAITED = 50;
    private static final int KEYS = 100;
    private static final int TOGETHER = 40;
    private static final int SINGLES = 10;
    private static final int PRODUCERS = 4;
    private static final int CONSUMERS = 4;

    /** What was acknowledged. Any thread may write to it. */
    static final class Ledger {
        private final AtomicLong adds = new AtomicLong();
        private final Map<String, Long> merges = new ConcurrentHashMap<>();
        private final Map<String, Long> appends = new ConcurrentHashMap<>();
        private final AtomicLong turns = new AtomicLong();
        private final AtomicLong stale = new AtomicLong();
        private final Map<Integer, Boolean> put = new ConcurrentHashMap<>();
        private final Map<Integer, AtomicInteger> delivered = new ConcurrentHashMap<>();
        private final AtomicLong again = new AtomicLong();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        /** The adds that were waited for, and so were acknowledged one by one. */
        long added() {
            return adds.get();
        }

        void check(Manager manager) {
            assertThat(failures).as("adds that failed").isEmpty();
            assertThat(manager.counter("adds").get()).as("adds").isEqualTo(adds.get());
            assertThat(manager.<String, Long>dict("merges").toMap())
                    .as("merges")
                    .isEqualTo(merges);
            List<String> list = manager.<String>list("appends").toList();
            assertThat(list).as("appends").hasSize(appends.size()).doesNotHaveDuplicates();
            Map<String, Long> indexes = new HashMap<>();
            for (int n = 0; n < list.size(); n++) {
                indexes.put(list.get(n), (long) n);
            }
            assertThat(indexes).as("where appended elements are").isEqualTo(appends);
            assertThat(manager.counter("guarded").get()).as("turns in the lock").isEqualTo(turns.get());
            assertThat(delivered.keySet()).as("elements").isEqualTo(put.keySet());
            long more =
                    delivered.values().stream().filter(times -> times.get() > 1).count();
            assertThat(more).as("elements delivered again without saying so").isLessThanOrEqualTo(again.get());
            assertThat(manager.locks()).isEmpty();
        }

        @Override
        public String toString() {
            return adds + " adds, " + merges.values().stream().mapToLong(n -> n).sum() + " merges, " + appends.size()
                    + " appends, " + turns + " turns and " + stale + " stale ones, " + delivered.size() + " elements, "
                    + again + " of them again";
        }
    }

    /** How many adds are waited for. */
    int added() {
        return adds / WAITED;
    }

    /** One of the writers. Of each kind some changes go one by one, and the more of them as a user with many would send them. */
    void write(Manager manager, int writer, Ledger ledger) {
        SharedCounter counter = manager.counter("adds");
        SharedDict<String, Long> dict = manager.dict("merges");
        SharedList<String> list = manager.list("appends");
        int rounds = adds / WRITERS;
        int sent = 0;
        for (int n = 0; n < rounds; n++) {
            if (n % WAITED == 0) {
                counter.add(1);
                ledger.adds.incrementAndGet();
            } else {
                sent++;
                var unused = counter.addAsync(1).whenComplete((in, failure) -> {
                    if (failure != null) {
                        ledger.failures.add(failure);
                    }
                });
            }
            if (due(n, merges, KEYS + SINGLES)) {
                merge(dict, ledger, n + writer);
            }
            if (due(n, appends, TOGETHER + SINGLES)) {
                append(list, ledger, writer + "/" + n);
            }
            if (due(n, turns, 1)) {
                turn(manager, ledger);
            }
        }
        counter.flush();
        ledger.adds.addAndGet(sent);
    }

    /** Whether it is the turn of what comes so many at a time. */
    private boolean due(int n, int of, int atATime) {
        return n % Math.max(1, (int) ((long) adds * atATime / of)) == 0;
    }

    private static void merge(SharedDict<String, Long> dict, Ledger ledger, int from) {
        for (int n = 0; n < SINGLES; n++) {
            String key = "k" + (from + n * 7) % KEYS;
            dict.merge(key, 1L, Merge.SUM);
            ledger.merges.merge(key, 1L, Long::sum);
        }
        Map<String, Long> all = new HashMap<>();
        for (int n = 0; n < KEYS; n++) {
            all.put("k" + n, 1L);
        }
        dict.mergeAll(all, Merge.SUM);
        all.forEach((key, one) -> ledger.merges.merge(key, one, Long::sum));
    }

    private static void append(SharedList<String> list, Ledger ledger, String element) {
        for (int n = 0; n < SINGLES; n++) {
            String single = element + "/single" + n;
            ledger.appends.put(single, list.append(single));
        }
        List<String> together = new ArrayList<>();
        for (int n = 0; n < TOGETHER; n++) {
            together.add(element + "/" + n);
        }
        long first = list.extend(together);
        for (int n = 0; n < TOGETHER; n++) {
            ledger.appends.put(together.get(n), first + n);
        }
    }

    private static void turn(Manager manager, Ledger ledger) {
        SharedLock lock = manager.lock("lock");
        SharedCounter guarded = manager.counter("guarded");
        try (Hold hold = lock.acquire()) {
            SharedCounter fenced = guarded.withFence(lock);
            long seen = guarded.get();
            fenced.set(seen + 1); // loses adds if two are here at once
            ledger.turns.incrementAndGet();
        } catch (StaleFenceException e) {
            ledger.stale.incrementAndGet();
        }
    }

    /** Producers and consumers of a queue; consumers end when the queue is closed, which happens when all producers have. */
    void queue(Manager one, Manager two, Ledger ledger, ExecutorService threads, List<Future<?>> all) {
        List<Future<?>> producers = new ArrayList<>();
        for (int n = 0; n < PRODUCERS; n++) {
            int producer = n;
            SharedQueue<Integer> queue = (n % 2 == 0 ? one : two).queue("queue", 100);
            producers.add(threads.submit(() -> {
                for (int element = producer; element < elements; element += PRODUCERS) {
                    queue.put(element);
                    ledger.put.put(element, true);
                }
            }));
        }
        for (int n = 0; n < CONSUMERS; n++) {
            SharedQueue<Integer> queue = (n % 2 == 0 ? two : one).queue("queue", 100);
            all.add(threads.submit(() -> consume(queue, ledger)));
        }
        all.addAll(producers);
        all.add(threads.submit(() -> {
            for (Future<?> producer : producers) {
                producer.get();
            }
            one.queue("queue", 100).close();
            return null;
        }));
    }

    private static void consume(SharedQueue<Integer> queue, Ledger ledger) {
        try {
            while (true) {
                SharedQueue.Taken<Integer> taken = queue.take();
                ledger.delivered
                        .computeIfAbsent(taken.element(), absent -> new AtomicInteger())
                        .incrementAndGet();
                if (taken.deliveredBefore() > 0) {
                    ledger.again.incrementAndGet();
                }
                queue.taskDone();
            }
        } catch (ClosedException e) {
            // all is done
        }
    }
}
