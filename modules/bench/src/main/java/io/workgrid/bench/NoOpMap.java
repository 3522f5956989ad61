package io.workgrid.bench;

import io.workgrid.api.Grid;
import io.workgrid.api.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code map} over items that do nothing, with default chunks: what the grid itself costs. Beside it Python's {@code Pool.map} with its
 * default chunks, as many processes, in a process that is told when to go.
 *
 * @param items how many
 * @param workers on each side
 * @param rounds that count
 */
public record NoOpMap(int items, int workers, int rounds) {
    private static final Row.Target TARGET = Row.Target.atLeast(2);

    /** On an embedded grid. */
    Row measure(Path script) throws Exception {
        try (Grid grid = Grid.local(workers);
                Pool pool = grid.pool()) {
            return measure(script, pool);
        }
    }

    /** On a grid of any kind. */
    public Row measure(Path script, Pool pool) throws Exception {
        String load = "map, " + items + " no-op items, " + workers + " workers";
        List<Integer> input = IntStream.range(0, items).boxed().toList();
        try (Python python = Python.start(script, items, workers)) {
            Rounds times = Rounds.interleaved(rounds, Rounds.wall(() -> check(pool.map(n -> n, input))), python::round);
            return new Row(
                    load,
                    Rounds.perSecond(items, Rounds.median(times.ours())),
                    "Python multiprocessing.Pool.map",
                    Rounds.perSecond(items, Rounds.median(times.theirs())),
                    1 / times.timeRatio(),
                    TARGET);
        } catch (Python.Absent e) {
            return Row.missing(load, "Python multiprocessing.Pool.map", String.valueOf(e.getMessage()), TARGET);
        }
    }

    private void check(List<Integer> results) {
        if (results.size() != items || results.get(items - 1) != items - 1) {
            throw new IllegalStateException("map returned " + results.size() + " results; wanted " + items);
        }
    }

    /** The peer: does a round when it gets a line, answers with the nanoseconds. */
    private record Python(Process process, Writer to, BufferedReader from) implements AutoCloseable {

        /** There is no Python here, or it does not work. */
        static final class Absent extends Exception {
            Absent(String message) {
                super(message);
            }
        }

        static Python start(Path script, int items, int workers) throws Absent {
            if (!Files.exists(script)) {
                throw new Absent("no script " + script);
            }
            try {
                Process process = new ProcessBuilder(
                                "python3", script.toString(), Integer.toString(items), Integer.toString(workers))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                return new Python(
                        process,
                        process.outputWriter(StandardCharsets.UTF_8),
                        process.inputReader(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new Absent("python3 is not on this machine");
            }
        }

        long round() throws IOException {
            to.write("go\n");
            to.flush();
            String nanos = from.readLine();
            if (nanos == null) {
                throw new IOException("python3 ended; its error is above");
            }
            return Long.parseLong(nanos.strip());
        }

        @Override
        public void close() {
            try {
                to.close();
            } catch (IOException e) {
                // it is gone already
            }
            process.destroy();
        }
    }
}
