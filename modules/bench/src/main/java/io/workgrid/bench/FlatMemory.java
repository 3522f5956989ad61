package io.workgrid.bench;

import io.workgrid.api.Grid;
import io.workgrid.api.Pool;
import io.workgrid.api.ResultIterator;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * {@code imap} over many items, with the heap looked at after a collection at ten points on the way: it must not grow.
 *
 * @param items how many
 * @param workers of the grid
 */
record FlatMemory(long items, int workers) {
    private static final int POINTS = 10;
    private static final double MIB = 1 << 20;

    Row measure() {
        List<Long> heap = new ArrayList<>();
        long sum = 0;
        try (Grid grid = Grid.local(workers);
                Pool pool = grid.pool();
                ResultIterator<Long> results =
                        pool.imap(n -> n, () -> LongStream.range(0, items).iterator())) {
            for (long n = 1; n <= items; n++) {
                sum += results.next();
                if (n % (items / POINTS) == 0) {
                    heap.add(usedAfterCollection());
                }
            }
            if (results.hasNext() || sum != items * (items - 1) / 2) {
                throw new IllegalStateException("the sum of the results is " + sum + "; wanted that of the items");
            }
        }
        // what is under way differs from point to point by some MiB; a leak of one byte an item would still show
        double before = median(heap.subList(0, POINTS / 2));
        double after = median(heap.subList(POINTS / 2, POINTS));
        return new Row(
                "imap, " + items + " items, heap after GC at " + POINTS + " points",
                heap.stream().map(FlatMemory::mebibytes).collect(Collectors.joining(" ", "", " MiB")),
                "median of the second half against the first",
                mebibytes(before) + " MiB",
                after / before,
                Row.Target.atMost(1.25));
    }

    private static double median(List<Long> heap) {
        return heap.stream().sorted().toList().get(heap.size() / 2);
    }

    private static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MIB);
    }

    @SuppressWarnings("ExplicitGarbageCollection") // the question is what is left after one
    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
