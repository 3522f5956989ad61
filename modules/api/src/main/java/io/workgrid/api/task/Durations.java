package io.workgrid.api.task;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 1.5s}, {@code 10m}, {@code 4h}, {@code 1h30m}; a bare number is seconds. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h|d)");
    private static final Pattern BARE = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException saying what was seen and what is wanted
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        try {
            if (BARE.matcher(stripped).matches()) {
                return nanos(new BigDecimal(stripped).multiply(NANOS_PER_SECOND));
            }
            Matcher part = PART.matcher(stripped);
            Duration sum = Duration.ZERO;
            int at = 0;
            while (at < stripped.length() && part.find(at) && part.start() == at) {
                sum = sum.plus(nanos(new BigDecimal(part.group(1)).multiply(unit(part.group(2)))));
                at = part.end();
            }
            if (at == stripped.length() && at > 0) {
                return sum;
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("duration \"" + text + "\" is too long; at most about 292 years", e);
        }
        throw new IllegalArgumentException(
                "duration \"" + text + "\" is not understood; wanted a number and a unit, as 250ms, 1.5s, 10m, 4h");
    }

    /**
     * Writes a duration as {@link #parse} reads it, and as short as it goes without losing anything: {@code 100ms}, {@code 1.5s}, {@code
     * 10m}, {@code 1h30m}, {@code 0s}. A negative one, which {@code parse} does not take, has a minus before it.
     */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        long seconds = duration.getSeconds();
        int nanos = duration.getNano();
        if (seconds == 0 && nanos > 0) {
            return belowSecond(nanos);
        }
        StringBuilder text = new StringBuilder();
        append(text, seconds / 86_400, "d");
        append(text, seconds / 3_600 % 24, "h");
        append(text, seconds / 60 % 60, "m");
        if (nanos > 0 || seconds % 60 > 0 || text.length() == 0) {
            text.append(plain(BigDecimal.valueOf(seconds % 60).add(BigDecimal.valueOf(nanos, 9))))
                    .append('s');
        }
        return text.toString();
    }

    private static String belowSecond(int nanos) {
        return nanos >= 1_000_000
                ? plain(BigDecimal.valueOf(nanos, 6)) + "ms"
                : nanos >= 1_000 ? plain(BigDecimal.valueOf(nanos, 3)) + "us" : nanos + "ns";
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Duration nanos(BigDecimal nanos) {
        return Duration.ofNanos(nanos.toBigInteger().longValueExact());
    }

    private static BigDecimal unit(String unit) {
        return switch (unit) {
            case "ns" -> BigDecimal.ONE;
            case "us" -> BigDecimal.valueOf(1_000);
            case "ms" -> BigDecimal.valueOf(1_000_000);
            case "s" -> NANOS_PER_SECOND;
            case "m" -> NANOS_PER_SECOND.multiply(BigDecimal.valueOf(60));
            case "h" -> NANOS_PER_SECOND.multiply(BigDecimal.valueOf(3_600));
            case "d" -> NANOS_PER_SECOND.multiply(BigDecimal.valueOf(86_400));
            default -> throw new IllegalArgumentException("unit " + unit);
        };
    }
}
