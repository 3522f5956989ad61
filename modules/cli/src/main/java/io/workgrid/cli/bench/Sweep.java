package io.workgrid.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What the times of a sweep say. Pure: the same times give the same words.
 *
 * @param setup what was swept
 * @param rows by number of workers, ascending
 * @param knee the fewest workers that come within 5 % of the best throughput
 * @param serialPart the part of the work that more workers do not speed up, 0 to 1, by {@link #amdahl}; empty if only one worker was
 *     measured within the cores
 */
record Sweep(Setup setup, List<Row> rows, int knee, OptionalDouble serialPart) {
    /** From this efficiency on, workers are worth what they cost. */
    private static final double GOOD_EFFICIENCY = 0.80;

    /** Throughputs closer than this are taken for equal. */
    private static final double SAME = 0.05;

    /** A spread above this share of the time means that the row says little. */
    private static final double NOISY = 0.10;

    /** A time that is above the best by more than this, and more than both spreads, is slower. */
    private static final double SLOWER = 0.02;

    Sweep {
        rows = List.copyOf(rows);
    }

    /**
     * Evaluates times.
     *
     * @param samples one for each number of workers; one of them for 1
     */
    static Sweep of(Setup setup, List<Sample> samples) {
        List<Sample> sorted = samples.stream()
                .sorted(Comparator.comparingInt(Sample::workers))
                .toList();
        if (sorted.isEmpty() || sorted.get(0).workers() != 1) {
            throw new IllegalArgumentException("no sample of 1 worker; speed-up is told against it");
        }
        double single = sorted.get(0).medianNanos();
        List<Row> rows = new ArrayList<>();
        for (Sample sample : sorted) {
            double speedUp = single / sample.medianNanos();
            rows.add(new Row(
                    sample.workers(),
                    sample.medianNanos(),
                    sample.spreadNanos(),
                    setup.items() * 1e9 / sample.medianNanos(),
                    speedUp,
                    speedUp / sample.workers(),
                    remark(setup, sample, speedUp, rows)));
        }
        return new Sweep(setup, rows, knee(rows), amdahl(setup, rows));
    }

    private static String remark(Setup setup, Sample sample, double speedUp, List<Row> before) {
        double share = sample.spreadNanos() / sample.medianNanos();
        if (share > NOISY) {
            return String.format(Locale.ROOT, "noisy: +-%.0f %%", 100 * share);
        }
        if (before.isEmpty()) {
            return "";
        }
        Row best = before.stream()
                .min(Comparator.comparingDouble(Row::medianNanos))
                .orElseThrow();
        double lost = sample.medianNanos() - best.medianNanos();
        if (lost > SLOWER * best.medianNanos() && lost > sample.spreadNanos() + best.spreadNanos()) {
            return "slower than " + best.workers() + (best.workers() == 1 ? " worker" : " workers");
        }
        if (speedUp / sample.workers() >= GOOD_EFFICIENCY) {
            return "~" + times(speedUp) + "x faster";
        }
        if (sample.medianNanos() > best.medianNanos() * (1 - SAME)) {
            return "no gain" + reason(setup, sample.workers());
        }
        return "";
    }

    private static String reason(Setup setup, int workers) {
        if (workers > setup.items()) {
            return ": " + setup.items() + (setup.items() == 1 ? " item" : " items");
        }
        return workers <= setup.cores() ? "" : ": " + setup.cores() + (setup.cores() == 1 ? " core" : " cores");
    }

    /** A whole number where it is near one, else one decimal. */
    private static String times(double speedUp) {
        double whole = Math.rint(speedUp);
        return Math.abs(speedUp - whole) <= SAME * whole
                ? Long.toString((long) whole)
                : String.format(Locale.ROOT, "%.1f", speedUp);
    }

    private static int knee(List<Row> rows) {
        double best = rows.stream().mapToDouble(Row::itemsPerSecond).max().orElseThrow();
        return rows.stream()
                .filter(row -> row.itemsPerSecond() >= (1 - SAME) * best)
                .mapToInt(Row::workers)
                .min()
                .orElseThrow();
    }

    /**
     * The serial part s by least squares. Amdahl's law says that n workers take {@code T(n) = T(1) * (s + (1 - s) / n)}; with {@code
     * y = T(n) / T(1) - 1 / n} and {@code x = 1 - 1 / n} that is {@code y = s * x}, so {@code s = sum(x * y) / sum(x * x)}. Only counts
     * within the cores and the items are taken: beyond them the law does not hold.
     *
     * <p>Source: G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", AFIPS
     * Conference Proceedings 30 (1967), pages 483-485. It gives the law in words; the fit is the ordinary one through the origin.
     */
    private static OptionalDouble amdahl(Setup setup, List<Row> rows) {
        double products = 0;
        double squares = 0;
        for (Row row : rows) {
            if (row.workers() == 1 || row.workers() > setup.cores() || row.workers() > setup.items()) {
                continue;
            }
            double x = 1 - 1.0 / row.workers();
            double y = 1 / row.speedUp() - 1.0 / row.workers();
            products += x * y;
            squares += x * x;
        }
        return squares == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, Math.max(0, products / squares)));
    }
}
