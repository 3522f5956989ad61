package io.workgrid.core.limit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In which order a node asks its active jobs for work: the highest priority first; among equals the one with the fewest leases on this
 * node, then the one that was asked longest ago, so that jobs of equal priority share the workers and none waits for ever. Pure.
 */
public final class Turns {
    private Turns() {}

    /**
     * A job that may have work.
     *
     * @param priority higher goes first
     * @param running leases of it that the node holds
     * @param lastTurn when it was last asked, on any clock that grows, as a count of exchanges; 0: never
     */
    public record Job(int priority, int running, long lastTurn) {}

    /** The positions of the jobs in the order in which to ask them. */
    public static List<Integer> order(List<Job> jobs) {
        Comparator<Job> first = Comparator.comparingInt(Job::priority)
                .reversed()
                .thenComparingInt(Job::running)
                .thenComparingLong(Job::lastTurn);
        return IntStream.range(0, jobs.size())
                .boxed()
                .sorted(Comparator.comparing(jobs::get, first))
                .toList();
    }
}
