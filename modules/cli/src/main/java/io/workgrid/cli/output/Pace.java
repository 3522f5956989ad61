package io.workgrid.cli.output;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a job is, and when it will have ended. Fed with looks at it; keeps those of the last half minute. For one thread.
 */
final class Pace {
    private static final long WINDOW_MILLIS = 30_000;
    private static final long SOONEST_MILLIS = 2_000;
    private static final long FEWEST_ITEMS = 20;
    private static final double FEWEST_SHARE = 0.05;
    private static final double NARROW = 1.25;
    private static final double WIDEST = 8;

    private record Look(long millis, long settled) {}

    private final Deque<Look> looks = new ArrayDeque<>();
    private final long startMillis;

    Pace(long startMillis) {
        this.startMillis = startMillis;
        looks.add(new Look(startMillis, 0));
    }

    /** A look. */
    void seen(long millis, long settled) {
        looks.add(new Look(millis, settled));
        while (looks.size() > 2 && looks.getFirst().millis() < millis - WINDOW_MILLIS) {
            looks.removeFirst();
        }
    }

    /** Items per second since the start. */
    double overall() {
        return perSecond(new Look(startMillis, 0), looks.getLast());
    }

    /** Items per second of the last half minute. */
    double recent() {
        return perSecond(looks.getFirst(), looks.getLast());
    }

    private static double perSecond(Look from, Look to) {
        long millis = to.millis() - from.millis();
        return millis <= 0 ? 0 : (to.settled() - from.settled()) * 1_000.0 / millis;
    }

    /** {@code ~4m50s}, a range where the pace is uneven, {@code -} where nothing can be said. */
    String eta(long total) {
        Look last = looks.getLast();
        long left = total - last.settled();
        boolean early = last.millis() - startMillis < SOONEST_MILLIS
                || (last.settled() < FEWEST_ITEMS && last.settled() < total * FEWEST_SHARE)
                || last.settled() == 0;
        double slow = Math.min(overall(), recent());
        double fast = Math.max(overall(), recent());
        if (total < 0 || left <= 0 || early || slow <= 0 || fast > slow * WIDEST) {
            return "-";
        }
        String soonest = Figures.duration(rounded(left / fast));
        if (fast <= slow * NARROW) {
            return "~" + Figures.duration(rounded(left * 2 / (fast + slow)));
        }
        return soonest + ".." + Figures.duration(rounded(left / slow));
    }

    /** To whole seconds, ten seconds, minutes: no more exact than it is. */
    private static long rounded(double seconds) {
        long unit = seconds < 60 ? 1 : seconds < 3_600 ? 10 : 60;
        return Math.max(1, Math.round(seconds / unit)) * unit * 1_000;
    }
}
