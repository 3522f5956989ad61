package io.workgrid.core.limit;

/**
 * How far the input of a job is read ahead of what is through: far enough that no worker waits for it, and never so far that memory
 * grows with the input.
 */
public final class LookAhead {
    /** The least number of items read ahead. */
    public static final int LEAST_ITEMS = 1_024;

    /** Above this many bytes of items that are not through, or of results that wait for their reader, nothing more is read. */
    public static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final long MOST_ITEMS = 262_144;

    private LookAhead() {}

    /**
     * The most items that may be read and have no outcome yet: what two seconds take at the job's rate so far, and twice as many as
     * run, so that no worker goes without where each item takes long.
     *
     * @param settled items that have an outcome
     * @param running items that nodes hold
     * @param millis how long that took
     */
    public static long items(long settled, long running, long millis) {
        long lively = Math.max(settled * 2_000 / Math.max(1, millis), 2 * running);
        return Math.min(Math.max(LEAST_ITEMS, lively), MOST_ITEMS);
    }

    /**
     * Whether it pays to read on: items are given in pages, each at the price of a few requests, so they are not given one by one as
     * others get through.
     *
     * @param room how many more may be read
     * @param most how many may be ahead at all
     */
    public static boolean pays(long room, long most) {
        return room > 0 && room >= most / 4;
    }

    /**
     * The most items whose results may wait for their reader.
     *
     * @param bytesEach how many bytes a result takes, about; 0 if that is not known
     */
    public static long unread(long bytesEach) {
        return Math.max(1, Math.min(MOST_ITEMS, MOST_BYTES / Math.max(1, bytesEach)));
    }
}
