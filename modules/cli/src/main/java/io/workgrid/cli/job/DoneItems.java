package io.workgrid.cli.job;

/**
 * How often each item was done, by content: a multiset of hashes in three arrays, about 40 bytes an item, so that a log of ten million
 * lines fits into an ordinary heap. For one thread at a time.
 */
final class DoneItems implements Done {
    private static final int SMALLEST = 1 << 10;

    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private int[] count = new int[SMALLEST];
    private int used;

    /** Counts an item that was done. */
    void add(ContentHash item) {
        if (used > count.length / 2) {
            grow();
        }
        add(item.high(), item.low(), 1);
    }

    @Override
    public boolean take(Object item) {
        return take(ContentHash.of(item));
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    /** Takes one away if there is one; tells whether there was. */
    boolean take(ContentHash item) {
        int at = slot(item.high(), item.low());
        if (count[at] <= 0) {
            return false;
        }
        count[at]--;
        // a slot that fell to 0 must stay in its chain: -1 keeps it there
        if (count[at] == 0) {
            count[at] = -1;
        }
        return true;
    }

    private void add(long h, long l, int times) {
        int at = slot(h, l);
        if (count[at] == 0) {
            used++;
            high[at] = h;
            low[at] = l;
        }
        count[at] = Math.max(count[at], 0) + times;
    }

    private int slot(long h, long l) {
        int mask = count.length - 1;
        int at = (int) (h ^ (h >>> 32)) & mask;
        while (count[at] != 0 && (high[at] != h || low[at] != l)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldCount = count;
        high = new long[oldCount.length * 2];
        low = new long[oldCount.length * 2];
        count = new int[oldCount.length * 2];
        used = 0;
        for (int i = 0; i < oldCount.length; i++) {
            if (oldCount[i] > 0) {
                add(oldHigh[i], oldLow[i], oldCount[i]);
            }
        }
    }
}
