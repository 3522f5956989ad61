package io.workgrid.hazelcast.chaos;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The seeds of a scenario: one, a new one each time, unless {@code -Dworkgrid.chaos.runs=20} wants more or {@code -Dworkgrid.chaos.seed=17}
 * names the first. A seed says who is hit and when, in items; it cannot say what the machine does meanwhile.
 */
final class Seeds {
    /** Whether to run a scenario at its full size, {@code -Dworkgrid.chaos.full=true}; else at one that every build has the time for. */
    static final boolean FULL = Boolean.getBoolean("workgrid.chaos.full");

    private Seeds() {}

    static List<Long> all() {
        long first = Long.getLong("workgrid.chaos.seed", System.nanoTime() % 1_000_000);
        return LongStream.range(first, first + runs()).boxed().toList();
    }

    static int runs() {
        return Integer.getInteger("workgrid.chaos.runs", 1);
    }
}
