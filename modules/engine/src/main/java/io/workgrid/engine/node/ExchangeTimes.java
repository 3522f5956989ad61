package io.workgrid.engine.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How long the exchanges of a node took, since it began. Any thread. */
public final class ExchangeTimes {
    private static final double[] SECONDS = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10};

    private final LongAdder[] counts = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    ExchangeTimes() {
        for (int n = 0; n < counts.length; n++) {
            counts[n] = new LongAdder();
        }
    }

    void add(long tookNanos) {
        nanos.add(tookNanos);
        int at = 0;
        while (at < SECONDS.length && tookNanos > SECONDS[at] * 1e9) {
            at++;
        }
        counts[at].increment();
    }

    /**
     * How many there were up to a time.
     *
     * @param seconds the longest of them; infinite for all
     */
    public record UpTo(double seconds, long count) {}

    /** The counts, each with those before it. */
    public List<UpTo> counts() {
        List<UpTo> all = new ArrayList<>();
        long sum = 0;
        for (int n = 0; n < counts.length; n++) {
            sum += counts[n].sum();
            all.add(new UpTo(n < SECONDS.length ? SECONDS[n] : Double.POSITIVE_INFINITY, sum));
        }
        return all;
    }

    /** All of them together. */
    public double seconds() {
        return nanos.sum() / 1e9;
    }
}
