package io.workgrid.cli.job;

import io.workgrid.api.Halt;
import io.workgrid.api.task.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values of options. What they throw is what the user reads. */
public final class Parsers {
    private Parsers() {}

    /** {@code 250ms}, {@code 1.5s}, {@code 10m}; more than 0. */
    public static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration time = duration(text);
            if (time.isZero()) {
                throw new TypeConversionException("is 0; wanted more, as 250ms, 1.5s, 10m, 4h");
            }
            return time;
        }
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "is \"" + text + "\"; wanted a number and a unit, as 250ms, 1.5s, 10m, 4h");
        }
    }

    /**
     * Waits between attempts.
     *
     * @param initial before the first retry
     * @param max the longest
     */
    record Backoff(Duration initial, Duration max) {}

    /** {@code 1s..2m}, or one wait. */
    static final class BackoffRange implements ITypeConverter<Backoff> {
        @Override
        public Backoff convert(String text) {
            int dots = text.indexOf("..");
            Duration initial = duration(dots < 0 ? text : text.substring(0, dots));
            Duration max = dots < 0 ? initial : duration(text.substring(dots + 2));
            if (max.compareTo(initial) < 0 || max.compareTo(Duration.ofDays(1)) > 0) {
                throw new TypeConversionException(
                        "is \"" + text + "\"; wanted the shorter wait first and at most 24h, as 1s..2m");
            }
            return new Backoff(initial, max);
        }
    }

    /** {@code soon,fail=2%}, {@code now,fail=3}, {@code never}. */
    static final class HaltRule implements ITypeConverter<Halt> {
        private static final Pattern FORM = Pattern.compile("(soon|now),fail=(\\d+(?:\\.\\d+)?)(%?)");

        @Override
        public Halt convert(String text) {
            if (text.equals("never")) {
                return Halt.NEVER;
            }
            Matcher form = FORM.matcher(text);
            if (form.matches()) {
                Halt.When when = Halt.When.valueOf(form.group(1).toUpperCase(Locale.ROOT));
                double number = Double.parseDouble(form.group(2));
                boolean share = !form.group(3).isEmpty();
                if (share && number > 0 && number <= 100) {
                    return Halt.aboveShare(when, number / 100);
                }
                if (!share && number >= 1 && number == Math.rint(number) && number <= Long.MAX_VALUE) {
                    return Halt.atFailures(when, (long) number);
                }
            }
            throw new TypeConversionException("is \"" + text
                    + "\"; wanted soon or now and a number or share of failed items, as soon,fail=2% or now,fail=3");
        }
    }

    /** A number from 0. */
    public static final class Index implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            String digits = text.replace("_", "");
            if (!digits.matches("\\d{1,18}")) {
                throw new TypeConversionException("is \"" + text + "\"; wanted a whole number from 0");
            }
            return Long.valueOf(digits);
        }
    }

    /** A number from 1. */
    public static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int number = number(text, "a whole number from 1");
            if (number < 1) {
                throw new TypeConversionException("is " + number + "; wanted at least 1");
            }
            return number;
        }
    }

    /** A number from 0 to 1,000. */
    static final class Retries implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int number = number(text, "a whole number from 0 to 1000");
            if (number < 0 || number > 1_000) {
                throw new TypeConversionException("is " + number + "; wanted 0 to 1000");
            }
            return number;
        }
    }

    /** A number from -100 to 100. */
    static final class Priority implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int number = number(text, "a whole number from -100 to 100");
            if (Math.abs((long) number) > 100) {
                throw new TypeConversionException("is " + number + "; wanted -100 to 100");
            }
            return number;
        }
    }

    private static int number(String text, String wanted) {
        try {
            return Integer.parseInt(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("is \"" + text + "\"; wanted " + wanted);
        }
    }
}
