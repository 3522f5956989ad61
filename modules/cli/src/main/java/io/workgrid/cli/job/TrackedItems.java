package io.workgrid.cli.job;

import io.workgrid.cli.output.ProblemException;
import io.workgrid.tasks.command.NumberedItem;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The items on their way into the job: leaves out what an earlier run had done, and remembers of the others what is needed once they
 * end. Read by one thread of the grid, asked by others.
 */
final class TrackedItems implements Iterable<Object> {
    private final Iterable<?> source;
    private final @Nullable Done done;
    private final boolean hashed;
    private final boolean numbered;
    private final boolean keepSkipped;
    private final Map<Long, ContentHash> hashes = new ConcurrentHashMap<>();
    private final Queue<Skipped> skipped = new ConcurrentLinkedQueue<>();
    private final Gaps gaps = new Gaps();
    private volatile long submitted;
    private volatile @Nullable ProblemException fault;

    /**
     * An item that was left out.
     *
     * @param before the index in the job of the item that comes after it
     * @param index its place in the input
     */
    record Skipped(long before, long index, String key) {}

    /**
     * @param done what is left out, or {@code null}
     * @param hashed whether the hash of each item is wanted when it ends
     * @param numbered whether the items carry their place in the input
     * @param keepSkipped whether what is left out is shown
     */
    TrackedItems(Iterable<?> source, @Nullable Done done, boolean hashed, boolean numbered, boolean keepSkipped) {
        this.source = source;
        this.done = done;
        this.hashed = hashed;
        this.numbered = numbered;
        this.keepSkipped = keepSkipped;
    }

    /** How many items went into the job. */
    long submitted() {
        return submitted;
    }

    /** How many were left out. */
    long skippedCount() {
        return gaps.total();
    }

    /** What was wrong with the input, or {@code null}. */
    @Nullable
    ProblemException fault() {
        return fault;
    }

    /** What an item of the job is told by: its place in the input, where that counts, else its index. */
    long inputIndex(long jobIndex) {
        return done == null || done.keepsPlaces() ? jobIndex + gaps.before(jobIndex) : jobIndex;
    }

    /** The hash of an item that has ended; asked once. */
    ContentHash ended(long jobIndex) {
        return Objects.requireNonNull(hashes.remove(jobIndex), "an item ends once");
    }

    /** The next item left out that comes before the item with that index in the job, or {@code null}. */
    @Nullable
    Skipped nextSkipped(long jobIndex) {
        Skipped first = skipped.peek();
        return first != null && first.before() <= jobIndex ? skipped.poll() : null;
    }

    @Override
    public Iterator<Object> iterator() {
        Iterator<?> items = source.iterator();
        return new Iterator<>() {
            private @Nullable Object ahead;

            @Override
            public boolean hasNext() {
                try {
                    while (fault == null && ahead == null && items.hasNext()) {
                        ahead = take(items.next());
                    }
                } catch (ProblemException e) {
                    // the input ends here: what was submitted runs to its end, and the runner tells the rest
                    fault = e;
                }
                return ahead != null;
            }

            @Override
            public Object next() {
                if (!hasNext() || ahead == null) {
                    throw new NoSuchElementException();
                }
                Object item = ahead;
                ahead = null;
                return item;
            }
        };
    }

    /** The item as the job gets it, or {@code null} if it is left out. */
    private @Nullable Object take(Object item) {
        long jobIndex = submitted;
        long index = jobIndex + gaps.total();
        if (done != null && done.take(item)) {
            gaps.add(jobIndex);
            if (keepSkipped) {
                skipped.add(new Skipped(jobIndex, index, ItemText.of(item)));
            }
            return null;
        }
        if (hashed) {
            hashes.put(jobIndex, ContentHash.of(item));
        }
        submitted = jobIndex + 1;
        return numbered ? new NumberedItem(index, item) : item;
    }

    /** How many items were left out before each item of the job: a step for each run of them. */
    private static final class Gaps {
        private long[] jobIndexes = new long[16];
        private long[] totals = new long[16];
        private int steps;

        synchronized void add(long jobIndex) {
            long total = total() + 1;
            if (steps > 0 && jobIndexes[steps - 1] == jobIndex) {
                totals[steps - 1] = total;
                return;
            }
            if (steps == totals.length) {
                jobIndexes = Arrays.copyOf(jobIndexes, steps * 2);
                totals = Arrays.copyOf(totals, steps * 2);
            }
            jobIndexes[steps] = jobIndex;
            totals[steps] = total;
            steps++;
        }

        synchronized long total() {
            return steps == 0 ? 0 : totals[steps - 1];
        }

        synchronized long before(long jobIndex) {
            int at = Arrays.binarySearch(jobIndexes, 0, steps, jobIndex);
            int step = at >= 0 ? at : -at - 2;
            return step < 0 ? 0 : totals[step];
        }
    }
}
