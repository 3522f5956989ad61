package io.workgrid.bench;

import io.workgrid.api.Grid;
import io.workgrid.api.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Items that keep a core busy, on all cores, beside a plain {@link ExecutorService} with as many threads and a future for each item.
 *
 * @param name of the load
 * @param steps of each item
 */
public record CpuLoad(String name, List<Long> steps) {
    private static final Row.Target TARGET = Row.Target.atMost(1.05);
    private static final long CALIBRATION_STEPS = 50_000_000;

    /** Items of equal size. */
    public static CpuLoad even(int items, double millis) {
        long steps = Math.round(stepsPerMilli() * millis);
        return new CpuLoad(
                items + " items of " + millis + " ms",
                IntStream.range(0, items).mapToObj(n -> steps).toList());
    }

    /** Items whose logarithm is spread normally: most are small, a few are very big, as in life. The same ones in each run. */
    public static CpuLoad heavyTailed(int items, double medianMillis, double sigma) {
        double perMilli = stepsPerMilli();
        Random random = new Random(42);
        return new CpuLoad(
                items + " items, lognormal, median " + medianMillis + " ms, sigma " + sigma,
                IntStream.range(0, items)
                        .mapToObj(n -> Math.round(perMilli * medianMillis * Math.exp(sigma * random.nextGaussian())))
                        .toList());
    }

    /** On an embedded grid. */
    Row measure(int workers, int rounds) throws Exception {
        try (Grid grid = Grid.local(workers);
                Pool pool = grid.pool()) {
            return measure(pool, workers, rounds);
        }
    }

    /** On a grid of any kind with that many workers. */
    public Row measure(Pool pool, int workers, int rounds) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        try {
            Rounds times = Rounds.interleaved(
                    rounds, Rounds.wall(() -> pool.map(CpuLoad::spin, steps)), Rounds.wall(() -> plain(executor)));
            return new Row(
                    name + ", " + workers + " workers",
                    Rounds.seconds(Rounds.median(times.ours())),
                    "plain ExecutorService, same threads",
                    Rounds.seconds(Rounds.median(times.theirs())),
                    times.timeRatio(),
                    TARGET);
        } finally {
            executor.shutdown();
        }
    }

    private void plain(ExecutorService executor) throws Exception {
        List<Callable<Long>> calls = new ArrayList<>();
        for (long step : steps) {
            calls.add(() -> spin(step));
        }
        for (Future<Long> future : executor.invokeAll(calls)) {
            future.get();
        }
    }

    /** The work: a sum the compiler cannot skip. */
    static long spin(long steps) {
        long sum = steps;
        for (long n = 0; n < steps; n++) {
            sum += n ^ (sum << 1);
        }
        return sum;
    }

    private static double stepsPerMilli() {
        double best = 0;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            if (spin(CALIBRATION_STEPS) == 42) {
                throw new IllegalStateException("the sum was 42; wanted any other");
            }
            best = Math.max(best, CALIBRATION_STEPS / ((System.nanoTime() - start) / 1e6));
        }
        return best;
    }
}
