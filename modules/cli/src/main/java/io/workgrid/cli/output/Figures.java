package io.workgrid.cli.output;

import java.util.Locale;

/** Numbers as people read them: {@code 50 000}, {@code 64.7/s}, {@code 12m53s}, {@code 62 %}. */
public final class Figures {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private Figures() {}

    /** A count, in groups of three digits. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** A time with two units at most. */
    public static String duration(long millis) {
        long seconds = millis / SECOND;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1fs", millis / 1_000.0);
        }
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / MINUTE, seconds % MINUTE);
        }
        if (seconds < DAY) {
            return String.format(Locale.ROOT, "%dh%02dm", seconds / HOUR, seconds % HOUR / MINUTE);
        }
        return String.format(Locale.ROOT, "%dd%02dh", seconds / DAY, seconds % DAY / HOUR);
    }

    /** Items per second, or per minute or hour where it is slow. */
    public static String rate(double perSecond) {
        if (perSecond >= 99.95) {
            return count(Math.round(perSecond)) + "/s";
        }
        if (perSecond >= 0.1 || perSecond <= 0) {
            return String.format(Locale.ROOT, "%.1f/s", Math.max(perSecond, 0));
        }
        if (perSecond >= 0.1 / MINUTE) {
            return String.format(Locale.ROOT, "%.1f/min", perSecond * MINUTE);
        }
        return String.format(Locale.ROOT, "%.1f/h", perSecond * HOUR);
    }

    /** A share in whole percents, rounded down: 100 % is said only when all is there. */
    public static String percent(long part, long whole) {
        return percents(part, whole) + " %";
    }

    static int percents(long part, long whole) {
        return whole <= 0 ? 100 : (int) Math.min(100, Math.floor(100.0 * part / whole));
    }
}
