package io.workgrid.bench.cluster;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.bench.CpuLoad;
import io.workgrid.bench.NoOpMap;
import io.workgrid.bench.Rounds;
import io.workgrid.bench.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures a grid of two node processes and prints the table; see {@code modules/bench/run cluster}. Nodes are started as a user would,
 * by {@code ./grid node start}. Argument: the root of the clone.
 */
final class ClusterTable {
    private static final int ROUNDS = 7;
    private static final int ITEMS = 1_000_000;
    private static final int SINGLES = 50_000;
    private static final int CHUNK = 5_000;
    private static final int PEER_PORT = 15_701;

    private final Path root;
    private final List<Integer> input = IntStream.range(0, ITEMS).boxed().toList();

    private ClusterTable(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws Exception {
        new ClusterTable(Path.of(args[0])).print();
        System.exit(0);
    }

    private void print() throws Exception {
        System.out.printf(
                "two node processes, %d processors, Java %s, %d rounds in turns, medians%n%n%s%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), ROUNDS, Row.HEADER);
        try (Nodes nodes = Nodes.start(2, Nodes.grid(root, "bench-one", 1));
                Grid grid = connect(nodes, "bench-one");
                Pool pool = grid.pool()) {
            beside(pool);
            show(new NoOpMap(ITEMS, 2, ROUNDS).measure(root.resolve("modules/bench/pool_map.py"), pool));
            show(CpuLoad.even(200, 10).measure(pool, 2, ROUNDS));
            show(CpuLoad.heavyTailed(2_000, 1, 1.5).measure(pool, 2, ROUNDS));
            show(bytes(pool));
        }
        try (Nodes nodes = Nodes.start(2, Nodes.grid(root, "bench-many", 16));
                Grid grid = connect(nodes, "bench-many");
                Pool pool = grid.pool()) {
            show(waiting(pool));
        }
    }

    private static Grid connect(Nodes nodes, String cluster) {
        return Grid.connect(
                ConnectOptions.to(nodes.addresses().toArray(new String[0])).withCluster(cluster));
    }

    private static void show(Row row) {
        System.out.println(row.markdown());
    }

    private void beside(Pool pool) throws Exception {
        Pool ones = pool.with(JobOptions.DEFAULT.withChunkSize(1));
        List<Integer> few = input.subList(0, SINGLES);
        try (Nodes members = Nodes.start(2, Nodes.program(HazelcastPeer.class, PEER_PORT));
                HazelcastPeer peer = new HazelcastPeer(members.addresses())) {
            show(rate(
                    "map, 1,000,000 no-op items",
                    ITEMS,
                    "IExecutorService, chunks of 5,000 by hand",
                    Rounds.interleaved(
                            ROUNDS,
                            Rounds.wall(() -> pool.map(n -> n, input)),
                            Rounds.wall(() -> peer.chunks(ITEMS, CHUNK)))));
            show(rate(
                    "map, 50,000 no-op items, chunk size 1",
                    SINGLES,
                    "IExecutorService.submit, 1,000 in flight",
                    Rounds.interleaved(
                            ROUNDS,
                            Rounds.wall(() -> ones.map(n -> n, few)),
                            Rounds.wall(() -> peer.singles(SINGLES)))));
        }
    }

    private static Row rate(String load, int items, String peer, Rounds times) {
        return new Row(
                load,
                Rounds.perSecond(items, Rounds.median(times.ours())),
                peer,
                Rounds.perSecond(items, Rounds.median(times.theirs())),
                1 / times.timeRatio(),
                Row.Target.atLeast(1));
    }

    /** 10,000 items of 10 KiB, in and out. */
    private static Row bytes(Pool pool) throws Exception {
        byte[] one = new byte[10 * 1024];
        new Random(1).nextBytes(one);
        List<byte[]> items =
                IntStream.range(0, 10_000).mapToObj(n -> one.clone()).toList();
        Rounds times =
                Rounds.interleaved(ROUNDS, Rounds.wall(() -> pool.map(bytes -> bytes, items)), () -> 500_000_000L);
        double rate = 2.0 * one.length * items.size() / 1e6 / (Rounds.median(times.ours()) / 1e9);
        return new Row(
                "10,000 items of 10 KiB in and out",
                Math.round(rate) + " MB/s",
                "wanted",
                "400 MB/s",
                rate / 400,
                Row.Target.atLeast(1));
    }

    /** 2,000 items that wait 10 ms, on 32 workers. */
    private static Row waiting(Pool pool) throws Exception {
        List<Integer> items = IntStream.range(0, 2_000).boxed().toList();
        long ideal = 2_000L * 10_000_000 / 32;
        Rounds times = Rounds.interleaved(
                ROUNDS,
                Rounds.wall(() -> pool.map(
                        n -> {
                            Thread.sleep(10);
                            return n;
                        },
                        items)),
                () -> ideal);
        return new Row(
                "2,000 items that wait 10 ms, 2 nodes x 16 workers",
                Rounds.seconds(Rounds.median(times.ours())),
                "ideal",
                Rounds.seconds((double) ideal),
                times.timeRatio(),
                Row.Target.atMost(1.1));
    }
}
