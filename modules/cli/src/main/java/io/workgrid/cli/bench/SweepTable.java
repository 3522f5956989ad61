package io.workgrid.cli.bench;

import java.nio.charset.Charset;
import java.util.Locale;

/** A sweep as a table for people. */
final class SweepTable {
    private static final int WIDTH = 95;
    private static final int BAR = 32;

    private final String block;
    private final String plusMinus;

    /**
     * @param charset of the stream it goes to; ASCII is used where it has no blocks
     */
    SweepTable(Charset charset) {
        boolean rich = charset.newEncoder().canEncode("\u2588\u00b1");
        this.block = rich ? "\u2588" : "#";
        this.plusMinus = rich ? "\u00b1" : "+-";
    }

    /** The table; lines without trailing blanks, each with its end. */
    String text(Sweep sweep) {
        StringBuilder out = new StringBuilder(title(sweep)).append('\n');
        out.append(String.format("Workers     Time%8s     Items/sec   Speed-up   Efficiency%n", plusMinus)
                .replace("\r", ""));
        double best = sweep.rows().stream().mapToDouble(Row::speedUp).max().orElse(1);
        for (Row row : sweep.rows()) {
            out.append(line(sweep.setup(), row, best)).append('\n');
        }
        return out.append(foot(sweep)).append('\n').toString();
    }

    private static String title(Sweep sweep) {
        Setup setup = sweep.setup();
        double perItem = sweep.rows().get(0).medianNanos() / setup.items();
        String left = "Sweep: " + setup.task() + ", " + count(setup.items(), "item") + " x ~" + rough(perItem)
                + ", 1 node, " + count(setup.cores(), "core");
        String right = setup.repetitions() == 1 ? "1 run each" : setup.repetitions() + " runs each, median shown";
        return left + " ".repeat(Math.max(3, WIDTH - left.length() - right.length())) + right;
    }

    private String line(Setup setup, Row row, double best) {
        String spread = setup.repetitions() == 1 ? "-" : time(row.spreadNanos(), row.medianNanos());
        String figures = String.format(
                Locale.ROOT,
                "%7d%9s%8s%14s%10.1fx%11.0f %%",
                row.workers(),
                time(row.medianNanos(), row.medianNanos()),
                spread,
                rate(row.itemsPerSecond()),
                row.speedUp(),
                100 * row.efficiency());
        int length = (int) Math.max(1, Math.round(BAR * row.speedUp() / best));
        String bar = block.repeat(length);
        return figures + "   "
                + (row.remark().isEmpty() ? bar : bar + " ".repeat(BAR - length + 2) + "<- " + row.remark());
    }

    private static String foot(Sweep sweep) {
        String knee = "Knee at " + count(sweep.knee(), "worker") + ".";
        return sweep.serialPart().isEmpty()
                ? knee
                : knee
                        + String.format(
                                Locale.ROOT,
                                " Serial part (Amdahl fit) %.1f %%.",
                                100 * sweep.serialPart().getAsDouble());
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** A time in the unit of another one, so that a column has one unit per row. */
    static String time(double nanos, double unitOf) {
        return unitOf >= 1e9
                ? String.format(Locale.ROOT, "%.2fs", nanos / 1e9)
                : String.format(Locale.ROOT, unitOf >= 1e8 ? "%.0fms" : "%.1fms", nanos / 1e6);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.2f" : "%.0f", perSecond);
    }

    /** Two significant digits, without zeros behind the point. */
    private static String rough(double nanos) {
        double[] steps = {1e9, 1e6, 1e3};
        String[] units = {"s", "ms", "us"};
        int unit = nanos >= 0.9995e9 ? 0 : nanos >= 0.9995e6 ? 1 : 2;
        double value = nanos / steps[unit];
        String digits = String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
        return digits.replaceFirst("\\.0$", "") + " " + units[unit];
    }
}
