package io.workgrid.bench.shared;

import io.workgrid.api.Grid;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.task.TaskContext;
import io.workgrid.bench.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** How often a value that many items read goes to a node. */
final class Broadcast {
    private static final int BYTES = 100_000_000;
    private static final int ITEMS = 400;
    /** What this machine sent to itself; of Linux. */
    private static final Path TRAFFIC = Path.of("/sys/class/net/lo/statistics/tx_bytes");

    private Broadcast() {}

    static String measure(Grid grid) throws IOException {
        byte[] value = new byte[BYTES];
        new Random(17).nextBytes(value);
        long sent = traffic();
        long start = System.nanoTime();
        Set<String> copies;
        try (Pool pool = grid.pool()) {
            List<String> read = pool.with(JobOptions.DEFAULT.withChunkSize(1))
                    .withBroadcast("table", value)
                    .map(
                            (Integer n, TaskContext context) -> {
                                byte[] table = context.broadcast("table", byte[].class);
                                return context.node() + " " + System.identityHashCode(table) + " " + table.length;
                            },
                            IntStream.range(0, ITEMS).boxed().toList());
            copies = new TreeSet<>(read);
        }
        String seconds = Rounds.seconds((double) (System.nanoTime() - start));
        return "broadcast of 100 MB, read by " + ITEMS + " items: " + copies.size() + " copies on "
                + copies.stream()
                        .map(copy -> copy.substring(0, copy.indexOf(' ')))
                        .distinct()
                        .count() + " nodes, "
                + (sent < 0
                        ? ""
                        : (traffic() - sent) / 1_000_000 + " MB sent in all (to the store, its copy, to each node), ")
                + seconds;
    }

    private static long traffic() throws IOException {
        return Files.isReadable(TRAFFIC)
                ? Long.parseLong(Files.readString(TRAFFIC).strip())
                : -1;
    }
}
