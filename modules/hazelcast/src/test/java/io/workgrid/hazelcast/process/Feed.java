package io.workgrid.hazelcast.process;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Input for a job that has to last as long as what is done to it: the numbers from 0, at least so many, and more until it is told that
 * it is enough. One thread reads, another may end it.
 */
public final class Feed implements Iterable<Integer> {
    private static final int MOST = 5_000_000;

    private final int atLeast;
    private volatile boolean enough;
    private volatile int given;

    private Feed(int atLeast, boolean enough) {
        this.atLeast = atLeast;
        this.enough = enough;
    }

    /** Just so many. */
    public static Feed of(int items) {
        return new Feed(items, true);
    }

    /** So many and more, until {@link #enough}. */
    public static Feed atLeast(int items) {
        return new Feed(items, false);
    }

    /** So many, and then none, and no end either. */
    public static Iterable<Integer> thatGetsStuckAfter(int items) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < items || Wait.within(Duration.ofDays(1), () -> false);
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
    }

    /** No more than the least number. */
    public void enough() {
        enough = true;
    }

    /** How many were given so far. */
    public int given() {
        return given;
    }

    @Override
    public Iterator<Integer> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return given < atLeast || (!enough && given < MOST);
            }

            @Override
            public Integer next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int mine = given;
                given = mine + 1;
                return mine;
            }
        };
    }
}
