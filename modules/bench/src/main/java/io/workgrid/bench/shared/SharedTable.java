package io.workgrid.bench.shared;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Select;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
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

/**
 * Measures shared objects on a grid of two node processes, used by two clients, beside Python's manager, used by two processes, and
 * Hazelcast's own structures, used by two clients; see {@code modules/bench/run shared}. Argument: the root of the clone.
 */
final class SharedTable {
    private static final int ROUNDS = 5;
    private static final int ADDS = 4_000;
    private static final int ASYNC_ADDS = 200_000;
    private static final int GETS = 20_000;
    private static final int LOCKS = 1_000;
    private static final int ELEMENTS = 4_000;
    private static final int SELECTS = 1_000;
    private static final int PEER_PORT = 15_801;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    private SharedTable() {}

    public static void main(String[] args) throws Exception {
        new SharedTable().print(Path.of(args[0]));
        System.exit(0);
    }

    private void print(Path root) throws Exception {
        System.out.printf(
                "shared objects, two node processes, two users, %d processors, Java %s, %d rounds in turns, medians%n%n%s%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), ROUNDS, Row.HEADER);
        try (Nodes nodes = Nodes.start(2, Nodes.grid(root, "bench-shared", 1));
                Nodes members = Nodes.start(2, Nodes.program(HazelcastPeer.class, PEER_PORT));
                Grid one = connect(nodes);
                Grid two = connect(nodes);
                HazelcastPeer peerOne = new HazelcastPeer(members.addresses());
                HazelcastPeer peerTwo = new HazelcastPeer(members.addresses());
                Python python = Python.start(root)) {
            Manager here = one.manager();
            Manager there = two.manager();
            Rounds.Timed adds = both(() -> adds(here, ADDS / 2), () -> adds(there, ADDS / 2));
            row("counter add", ADDS, adds, "Manager().Value under its lock", () -> python.nanos("add", ADDS), 20);
            row(
                    "counter add",
                    ADDS,
                    adds,
                    "IMap lock/get/put/unlock",
                    both(() -> peerOne.adds(ADDS / 2), () -> peerTwo.adds(ADDS / 2)),
                    5);
            row(
                    "counter addAsync",
                    ASYNC_ADDS,
                    both(() -> addsAsync(here, ASYNC_ADDS / 2), () -> addsAsync(there, ASYNC_ADDS / 2)),
                    "wanted: 200,000/s",
                    () -> 1_000_000_000L,
                    1);
            there.<String, Long>dict("values").put("hot", 1L);
            Rounds.Timed gets = both(() -> gets(here), () -> gets(there));
            row("dict get, cached(1 s)", GETS, gets, "Manager().dict", () -> python.nanos("get", GETS), 1);
            row(
                    "dict get, cached(1 s)",
                    GETS,
                    gets,
                    "IMap get",
                    both(() -> peerOne.gets(GETS / 2), () -> peerTwo.gets(GETS / 2)),
                    1);
            Rounds.Timed locks = both(() -> locks(here), () -> locks(there));
            row("lock hand-over", LOCKS, locks, "Manager().Lock", () -> python.nanos("lock", LOCKS), 1);
            row(
                    "lock hand-over",
                    LOCKS,
                    locks,
                    "IMap lock",
                    both(() -> peerOne.locks(LOCKS / 2), () -> peerTwo.locks(LOCKS / 2)),
                    1);
            Rounds.Timed queue = both(() -> puts(here), () -> takes(there));
            row(
                    "queue, put and get",
                    ELEMENTS,
                    queue,
                    "Manager().JoinableQueue",
                    () -> python.nanos("queue", ELEMENTS),
                    1);
            row(
                    "queue, put and get",
                    ELEMENTS,
                    queue,
                    "IQueue",
                    both(() -> peerOne.puts(ELEMENTS), () -> peerTwo.takes(ELEMENTS)),
                    1);
            row(
                    "select of two, rendezvous",
                    SELECTS,
                    both(() -> sends(here), () -> selects(there)),
                    "IQueue",
                    both(() -> peerOne.puts(SELECTS), () -> peerTwo.takes(SELECTS)),
                    1);
            for (String name : List.of("hits", "values", "lock", "queue", "a", "b")) {
                here.remove(name);
            }
        }
    }

    private static Grid connect(Nodes nodes) {
        return Grid.connect(
                ConnectOptions.to(nodes.addresses().toArray(new String[0])).withCluster("bench-shared"));
    }

    private static void row(String load, int count, Rounds.Timed ours, String peer, Rounds.Timed theirs, double wanted)
            throws Exception {
        Rounds times = Rounds.interleaved(ROUNDS, ours, theirs);
        System.out.println(new Row(
                        load,
                        Rounds.perSecond(count, Rounds.median(times.ours())),
                        peer,
                        Rounds.perSecond(count, Rounds.median(times.theirs())),
                        1 / times.timeRatio(),
                        Row.Target.atLeast(wanted))
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
