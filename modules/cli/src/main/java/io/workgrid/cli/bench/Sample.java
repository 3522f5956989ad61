package io.workgrid.cli.bench;

import java.util.List;

/**
 * The times that a number of workers took for the same work, once per repetition.
 *
 * @param workers how many
 * @param nanos each time, in the order they were measured; at least one, all above 0
 */
record Sample(int workers, List<Long> nanos) {
    Sample {
        nanos = List.copyOf(nanos);
        if (workers < 1 || nanos.isEmpty() || nanos.stream().anyMatch(time -> time <= 0)) {
            throw new IllegalArgumentException(workers + " workers took " + nanos + " ns; wanted times above 0");
        }
    }

    /** The middle time; of an even number the mean of the two in the middle. */
    double medianNanos() {
        List<Long> sorted = nanos.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2.0;
    }

    /** Half the distance from the shortest time to the longest. */
    double spreadNanos() {
        long min = nanos.stream().mapToLong(Long::longValue).min().orElseThrow();
        long max = nanos.stream().mapToLong(Long::longValue).max().orElseThrow();
        return (max - min) / 2.0;
    }
}
