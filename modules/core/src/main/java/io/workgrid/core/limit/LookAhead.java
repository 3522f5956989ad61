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
     * The most items that may be read and have no outcome yet: what two seconds take at the job's rate so far.
     *
     * @param settled items that have an outcome
     * @param millis how long that took
     */
    public static long items(long settled, long millis) {
        return Math.min(Math.max(LEAST_ITEMS, settled * 2_000 / Math.max(1, millis)), MOST_ITEMS);
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
