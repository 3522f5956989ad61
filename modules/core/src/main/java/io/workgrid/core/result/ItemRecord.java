package io.workgrid.core.result;

import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What is remembered of a job's items: at most {@value #MOST} of them. When there are more, done ones give way to others, and high
 * indexes to low ones; how many were dropped is said. Mutable, confined to one thread at a time.
 */
public final class ItemRecord {
    /** The most items that are kept. */
    public static final int MOST = 100_000;

    private final int most;
    private final TreeMap<Long, ItemView> done = new TreeMap<>();
    private final TreeMap<Long, ItemView> others = new TreeMap<>();
    private long dropped;

    public ItemRecord() {
        this(MOST);
    }

    ItemRecord(int most) {
        this.most = most;
    }

    /** Remembers an item's end; each item is added once. */
    public void add(ItemView item) {
        (item.outcome() == Outcome.DONE ? done : others).put(item.index(), item);
        if (done.size() + others.size() > most) {
            (done.isEmpty() ? others : done).pollLastEntry();
            dropped++;
        }
    }

    /** What is remembered, by index. */
    public List<ItemView> items() {
        List<ItemView> all = new ArrayList<>(done.values());
        all.addAll(others.values());
        all.sort(Comparator.comparingLong(ItemView::index));
        return List.copyOf(all);
    }

    /** How many items were added and are not remembered. */
    public long dropped() {
        return dropped;
    }
}
