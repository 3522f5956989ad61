package io.workgrid.cli.remote;

import java.util.Arrays;

/**
 * What an ended job has done, by content. For one thread.
 *
 * @param work what the work was, as {@link RemoteGrid#work} tells it
 * @param hashes two numbers for each item that is DONE, as {@link io.workgrid.engine.page.ItemHash} makes them
 */
public record DoneSheet(String work, long[] hashes) {
    private static final int FIRST_ITEMS = 1_024;

    /** Collects hashes. */
    static final class Writer {
        private final String work;
        private long[] hashes = new long[2 * FIRST_ITEMS];
        private int used;

        Writer(String work) {
            this.work = work;
        }

        /** Adds a hash in hex and quotes. */
        void add(String quoted) {
            if (used == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * used);
            }
            hashes[used++] = Long.parseUnsignedLong(quoted, 1, 17, 16);
            hashes[used++] = Long.parseUnsignedLong(quoted, 17, 33, 16);
        }

        DoneSheet sheet() {
            return new DoneSheet(work, Arrays.copyOf(hashes, used));
        }
    }

    /** How many items are DONE. */
    public int items() {
        return hashes.length / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoneSheet sheet && work.equals(sheet.work) && Arrays.equals(hashes, sheet.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return items() + " items done of " + work;
    }
}
