package io.workgrid.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Measures the loads and prints the table; see {@code modules/bench/run}. Arguments: the root of the clone, then the names of the loads
 * to run, or none for all: map, spin, tail, run, imap.
 */
final class SpeedTable {
    private static final int ROUNDS = 7;

    private final Path root;
    private final Set<String> wanted;
    private final int workers = Runtime.getRuntime().availableProcessors();

    private SpeedTable(Path root, Set<String> wanted) {
        this.root = root;
        this.wanted = wanted;
    }

    /** One load. */
    @FunctionalInterface
    private interface Load {
        List<Row> measure() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        List<String> all = List.of(args);
        new SpeedTable(Path.of(all.get(0)), Set.copyOf(all.subList(1, all.size()))).print();
    }

    private void print() throws Exception {
        System.out.printf(
                "%d processors, Java %s, %d rounds in turns, medians%n%n%s%n",
                workers, Runtime.version(), ROUNDS, Row.HEADER);
        Path script = root.resolve("modules/bench/pool_map.py");
        show("map", () -> List.of(new NoOpMap(1_000_000, workers, ROUNDS).measure(script)));
        show("spin", () -> List.of(CpuLoad.even(200, 10).measure(workers, ROUNDS)));
        show("tail", () -> List.of(CpuLoad.heavyTailed(2_000, 1, 1.5).measure(workers, ROUNDS)));
        show("run", () -> new ProcessLoad(1_000, ROUNDS, root.resolve("grid").toAbsolutePath()).measure());
        show("imap", () -> List.of(new FlatMemory(10_000_000, workers).measure()));
    }

    private void show(String name, Load load) throws Exception {
        if (wanted.isEmpty() || wanted.contains(name)) {
            for (Row row : load.measure()) {
                System.out.println(row.markdown());
            }
        }
    }
}
