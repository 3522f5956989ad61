package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.Arrays;

/**
 * Which calls of a session need no answer any more: all numbers below one, but for those that still wait. Immutable.
 *
 * @param below the numbers below it are settled
 * @param but those below it that are not, ascending; not to be changed
 */
public record Settled(long below, long[] but) {
    private static final long[] NONE = {};

    /** Nothing is settled yet. */
    public static final Settled NOTHING = new Settled(0, NONE);

    /** All below a number. */
    public static Settled below(long number) {
        return new Settled(number, NONE);
    }

    boolean contains(long seq) {
        return seq < below && Arrays.binarySearch(but, seq) < 0;
    }

    void write(ByteSink sink) {
        sink.number(below);
        sink.number(but.length);
        for (long each : but) {
            sink.number(each);
        }
    }

    static Settled read(ByteSource source) {
        long below = source.number();
        long[] but = new long[source.count()];
        for (int n = 0; n < but.length; n++) {
            but[n] = source.number();
        }
        return new Settled(below, but);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settled that && below == that.below && Arrays.equals(but, that.but);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(below) * 31 + Arrays.hashCode(but);
    }
}
