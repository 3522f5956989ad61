package io.workgrid.bench.shared;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Select;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.api.task.TaskContext;
import io.workgrid.bench.Rounds;
import io.workgrid.bench.Row;
import io.workgrid.bench.cluster.Nodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Measures shared objects on a grid of two node processes, used by two clients, beside Python's manager, used by two processes, and
 * Hazelcast's own structures, used by two clients; see {@code modules/bench/run shared}. Argument: the root of the clone.
 */
final class SharedTable {
    private static final int ROUNDS = 5;
    private static final int WORKERS = 16;
    private static final int MANY_ADDS = 64_000;
    private static final int SLOW_ADDS = 3_200;
    private static final int ASYNC_ADDS = 2_000_000;
    private static final int GETS = 1_000_000;
    private static final int SLOW_GETS = 10_000;
    private static final int LOCKS = 1_000;
    private static final int ELEMENTS = 4_000;
    private static final int SELECTS = 1_000;
    private static final int PEER_PORT = 15_801;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private SharedTable() {}

    public static void main(String[] args) throws Exception {
        new SharedTable().print(Path.of(args[0]));
        System.exit(0);
    }

    private void print(Path root) throws Exception {
        System.out.printf(
                "shared objects, two node processes, two users, %d processors, Java %s, %d rounds in turns, medians%n%n%s%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), ROUNDS, Row.HEADER);
        try (Nodes nodes = Nodes.start(2, Nodes.grid(root, "bench-shared", WORKERS));
                Nodes members = Nodes.start(2, Nodes.program(HazelcastPeer.class, PEER_PORT));
                Grid one = connect(nodes);
                Grid two = connect(nodes);
                HazelcastPeer peerOne = new HazelcastPeer(members.addresses());
                HazelcastPeer peerTwo = new HazelcastPeer(members.addresses());
                Python python = Python.start(root)) {
            counters(one, two, peerOne, peerTwo, python);
            Manager here = one.manager();
            Manager there = two.manager();
            there.<String, Long>dict("values").put("hot", 1L);
            Load gets = new Load(
                    "dict get of a hot key, cached (at most 1 s old)", GETS, both(() -> gets(here), () -> gets(there)));
            row(gets, "Manager().dict", new Load(SLOW_GETS, () -> python.nanos("get", SLOW_GETS)), Row.Target.NONE);
            row(
                    gets,
                    "IMap get",
                    new Load(SLOW_GETS, both(() -> peerOne.gets(SLOW_GETS / 2), () -> peerTwo.gets(SLOW_GETS / 2))),
                    Row.Target.NONE);
            Load locks = new Load("lock, two users in turns", LOCKS, both(() -> locks(here), () -> locks(there)));
            row(locks, "Manager().Lock", new Load(LOCKS, () -> python.nanos("lock", LOCKS)), Row.Target.NONE);
            row(
                    locks,
                    "IMap lock",
                    new Load(LOCKS, both(() -> peerOne.locks(LOCKS / 2), () -> peerTwo.locks(LOCKS / 2))),
                    Row.Target.NONE);
            Load queue = new Load(
                    "queue, put by one and taken by the other", ELEMENTS, both(() -> puts(here), () -> takes(there)));
            row(
                    queue,
                    "Manager().JoinableQueue",
                    new Load(ELEMENTS, () -> python.nanos("queue", ELEMENTS)),
                    Row.Target.NONE);
            row(
                    queue,
                    "IQueue",
                    new Load(ELEMENTS, both(() -> peerOne.puts(ELEMENTS), () -> peerTwo.takes(ELEMENTS))),
                    Row.Target.NONE);
            Load selects = new Load(
                    "select of two channels, rendezvous", SELECTS, both(() -> sends(here), () -> selects(there)));
            row(
                    selects,
                    "Manager().JoinableQueue",
                    new Load(SELECTS, () -> python.nanos("queue", SELECTS)),
                    Row.Target.NONE);
            row(
                    selects,
                    "IQueue",
                    new Load(SELECTS, both(() -> peerOne.puts(SELECTS), () -> peerTwo.takes(SELECTS))),
                    Row.Target.NONE);
            for (String name : List.of("hits", "values", "lock", "queue", "a", "b")) {
                here.remove(name);
            }
            System.out.println("\n" + Broadcast.measure(one));
        }
    }

    private void counters(Grid one, Grid two, HazelcastPeer peerOne, HazelcastPeer peerTwo, Python python)
            throws Exception {
        Manager here = one.manager();
        Manager there = two.manager();
        try (Pool pool = one.pool()) {
            Load many = new Load(
                    "counter add, " + WORKERS + " workers on each of 2 nodes",
                    MANY_ADDS,
                    Rounds.wall(() -> addsOnNodes(pool)));
            row(
                    many,
                    "Manager().Value under its lock, 2 processes",
                    new Load(SLOW_ADDS, () -> python.nanos("add", SLOW_ADDS)),
                    Row.Target.atLeast(20));
            row(
                    many,
                    "the same, " + WORKERS + " threads in each",
                    new Load(SLOW_ADDS, () -> python.nanos("add-by-" + WORKERS, SLOW_ADDS)),
                    Row.Target.atLeast(20));
            row(
                    many,
                    "IMap lock/get/put/unlock, 2 clients",
                    new Load(SLOW_ADDS, both(() -> peerOne.adds(SLOW_ADDS / 2), () -> peerTwo.adds(SLOW_ADDS / 2))),
                    Row.Target.atLeast(5));
            row(
                    many,
                    "the same, " + WORKERS + " threads in each",
                    new Load(
                            SLOW_ADDS,
                            both(
                                    () -> peerOne.adds(SLOW_ADDS / 2, WORKERS),
                                    () -> peerTwo.adds(SLOW_ADDS / 2, WORKERS))),
                    Row.Target.atLeast(5));
        }
        Load single = new Load(
                "counter add, a thread in each of 2 clients",
                SLOW_ADDS,
                both(() -> adds(here, SLOW_ADDS / 2), () -> adds(there, SLOW_ADDS / 2)));
        row(
                single,
                "Manager().Value under its lock",
                new Load(SLOW_ADDS, () -> python.nanos("add", SLOW_ADDS)),
                Row.Target.NONE);
        row(
                single,
                "IMap lock/get/put/unlock",
                new Load(SLOW_ADDS, both(() -> peerOne.adds(SLOW_ADDS / 2), () -> peerTwo.adds(SLOW_ADDS / 2))),
                Row.Target.NONE);
        row(
                new Load(
                        "counter addAsync, 2 clients",
                        ASYNC_ADDS,
                        both(() -> addsAsync(here, ASYNC_ADDS / 2), () -> addsAsync(there, ASYNC_ADDS / 2))),
                "wanted: 200,000/s",
                new Load(200_000, () -> 1_000_000_000L),
                Row.Target.atLeast(1));
    }

    /** What is done so many times in a round. */
    private record Load(String name, int count, Rounds.Timed timed) {
        Load(int count, Rounds.Timed timed) {
            this("", count, timed);
        }
    }

    private static void addsOnNodes(Pool pool) {
        int each = MANY_ADDS / (2 * WORKERS);
        pool.with(JobOptions.DEFAULT.withChunkSize(1))
                .map(
                        (Integer n, TaskContext context) -> {
                            SharedCounter counter = context.manager().grid().counter("hits");
                            for (int add = 0; add < each; add++) {
                                counter.add(1);
                            }
                            return n;
                        },
                        IntStream.range(0, 2 * WORKERS).boxed().toList());
    }

    private static Grid connect(Nodes nodes) {
        return Grid.connect(
                ConnectOptions.to(nodes.addresses().toArray(new String[0])).withCluster("bench-shared"));
    }

    private static void row(Load ours, String peer, Load theirs, Row.Target wanted) throws Exception {
        Rounds times = Rounds.interleaved(ROUNDS, ours.timed(), theirs.timed());
        double ratio = (double) ours.count() / theirs.count() / times.timeRatio();
        System.out.println(new Row(
                        ours.name(),
                        Rounds.perSecond(ours.count(), Rounds.median(times.ours())),
                        peer,
                        Rounds.perSecond(theirs.count(), Rounds.median(times.theirs())),
                        ratio,
                        wanted)
                .markdown());
    }

    /** Two users at once. */
    private Rounds.Timed both(Rounds.ThrowingRunnable one, Rounds.ThrowingRunnable two) {
        return Rounds.wall(() -> {
            List<Future<?>> futures = new ArrayList<>();
            for (Rounds.ThrowingRunnable each : List.of(one, two)) {
                futures.add(threads.submit(() -> {
                    each.run();
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        });
    }

    private static void adds(Manager manager, int count) {
        SharedCounter counter = manager.counter("hits");
        for (int n = 0; n < count; n++) {
            counter.add(1);
        }
    }

    private static void addsAsync(Manager manager, int count) {
        SharedCounter counter = manager.counter("hits");
        for (int n = 0; n < count; n++) {
            var unused = counter.addAsync(1);
        }
        counter.flush();
    }

    private static void gets(Manager manager) {
        SharedDict<String, Long> dict = manager.<String, Long>dict("values").cached(Duration.ofSeconds(1));
        for (int n = 0; n < GETS / 2; n++) {
            dict.get("hot");
        }
    }

    private static void locks(Manager manager) {
        SharedLock lock = manager.lock("lock");
        for (int n = 0; n < LOCKS / 2; n++) {
            try (Hold hold = lock.acquire()) {
                // what is measured is the way here
            }
        }
    }

    private static void puts(Manager manager) {
        SharedQueue<Integer> queue = manager.queue("queue", 1_000);
        for (int n = 0; n < ELEMENTS; n++) {
            queue.put(n);
        }
    }

    private static void takes(Manager manager) {
        SharedQueue<Integer> queue = manager.queue("queue", 1_000);
        for (int n = 0; n < ELEMENTS; n++) {
            queue.getDone();
        }
    }

    private static void sends(Manager manager) {
        Channel<Integer> a = manager.channel("a", 0);
        Channel<Integer> b = manager.channel("b", 0);
        for (int n = 0; n < SELECTS; n++) {
            (n % 2 == 0 ? a : b).send(n);
        }
    }

    private static void selects(Manager manager) {
        Channel<Integer> a = manager.channel("a", 0);
        Channel<Integer> b = manager.channel("b", 0);
        Select either = Channel.select().receive(a).receive(b);
        for (int n = 0; n < SELECTS; n++) {
            either.choose();
        }
    }
}
