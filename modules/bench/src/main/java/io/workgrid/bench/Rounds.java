package io.workgrid.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two ways to do the same, timed in turns, so that what else the machine does hits both alike. The first round of each is not counted.
 *
 * @param ours nanoseconds of each counted round
 * @param theirs nanoseconds of each counted round
 */
public record Rounds(List<Long> ours, List<Long> theirs) {

    /** Something that takes time. */
    @FunctionalInterface
    public interface Timed {
        /** Does it once; returns the nanoseconds it took. */
        long run() throws Exception;
    }

    /** Makes a body that is timed from outside. */
    public static Timed wall(ThrowingRunnable body) {
        return () -> {
            long start = System.nanoTime();
            body.run();
            return System.nanoTime() - start;
        };
    }

    /** A body that may throw. */
    @FunctionalInterface
    public interface ThrowingRunnable {
        void run() throws Exception;
    }

    public static Rounds interleaved(int rounds, Timed ours, Timed theirs) throws Exception {
        List<Long> mine = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            boolean swap = round % 2 == 0; // neither always goes second
            long first = swap ? theirs.run() : ours.run();
            long second = swap ? ours.run() : theirs.run();
            if (round >= 0) {
                mine.add(swap ? second : first);
                others.add(swap ? first : second);
            }
        }
        return new Rounds(mine, others);
    }

    /** The median over the rounds of our time against theirs. */
    public double timeRatio() {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add((double) ours.get(round) / theirs.get(round));
        }
        ratios.sort(null);
        return ratios.get(ratios.size() / 2);
    }

    public static double median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2);
    }

    public static String seconds(double nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    public static String perSecond(long items, double nanos) {
        double rate = items / (nanos / 1e9);
        return rate >= 1e6
                ? String.format(Locale.ROOT, "%.2f million/s", rate / 1e6)
                : String.format(Locale.ROOT, "%.0f/s", rate);
    }
}
