package io.workgrid.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the measurements of a sweep: a warm-up, then all counts once, then all counts again. A machine that gets slower while it is
 * measured then makes every count slower, and not only the last ones.
 */
final class Interleaved {
    private static final long WARM_NANOS = 500_000_000;
    private static final int MOST_WARM_UPS = 10;

    private Interleaved() {}

    /** Does the work once and tells how long it took. */
    @FunctionalInterface
    interface Measure {
        /** In ns, with that many workers. */
        long run(int workers);
    }

    /**
     * A measurement that was made.
     *
     * @param number from 1
     * @param of how many there will be
     * @param workers how many worked
     * @param nanos how long it took
     */
    record Made(int number, int of, int workers, long nanos) {}

    /** With the most workers, until code is compiled and lazy things are loaded; once is enough if once is long. */
    private static void warmUp(int workers, Measure measure) {
        long spent = 0;
        for (int run = 0; run < MOST_WARM_UPS && spent < WARM_NANOS; run++) {
            spent += measure.run(workers);
        }
    }

    /**
     * @param counts numbers of workers
     * @param each told after each measurement that counts
     */
    static List<Sample> run(List<Integer> counts, int repetitions, Measure measure, Consumer<Made> each) {
        warmUp(counts.get(counts.size() - 1), measure);
        Map<Integer, List<Long>> times = new LinkedHashMap<>();
        int number = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (int workers : counts) {
                long nanos = Math.max(1, measure.run(workers));
                times.computeIfAbsent(workers, key -> new ArrayList<>()).add(nanos);
                number++;
                each.accept(new Made(number, repetitions * counts.size(), workers, nanos));
            }
        }
        return times.entrySet().stream()
                .map(entry -> new Sample(entry.getKey(), entry.getValue()))
                .toList();
    }
}
