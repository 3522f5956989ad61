package io.workgrid.server.job;

import io.workgrid.engine.client.Inflow;
import io.workgrid.server.json.BadJsonException;
import io.workgrid.server.json.BadJsonException.Kind;
import io.workgrid.server.json.JsonReader;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The items of an upload, as they come. The first ones are read at once, so that a small upload that is wrong submits nothing. Read by one
 * thread after another: the one that answers, then the one that gives items to the grid.
 */
final class Items implements Iterator<@Nullable Object> {
    private static final int AT_ONCE = 1_000;
    private static final long BYTES_AT_ONCE = 1 << 20;

    private final @Nullable JsonReader reader;
    private final boolean keyed;
    private final List<@Nullable Object> first;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable RuntimeException fault;
    private boolean whole;
    private @Nullable Print print;
    private long given;
    private int at;
    private boolean found;
    private @Nullable String key;

    private Items(@Nullable JsonReader reader, List<@Nullable Object> first, boolean keyed) {
        this.reader = reader;
        this.first = first;
        this.keyed = keyed;
    }

    /** Items that are all here. */
    static Items of(List<@Nullable Object> all, boolean keyed) {
        for (int n = 0; keyed && n < all.size(); n++) {
            Pair.of(all.get(n), "items[" + n + "]");
        }
        Items items = new Items(null, all, keyed);
        items.whole = true;
        return items;
    }

    /** Items that come one after the other; the first ones are read now. */
    static Items of(JsonReader reader, boolean keyed) {
        Items items = new Items(reader, new ArrayList<>(), keyed);
        items.begin(reader);
        return items;
    }

    private void begin(JsonReader reader) {
        long limit = reader.bytes() + BYTES_AT_ONCE;
        while (first.size() < AT_ONCE && reader.bytes() < limit) {
            if (!reader.hasNext()) {
                whole = true;
                return;
            }
            first.add(checked(reader));
        }
    }

    private @Nullable Object checked(JsonReader from) {
        Object item = from.next();
        if (keyed) {
            Pair.of(item, "line " + from.line());
        }
        return item;
    }

    /** Has each item put into a fingerprint as it is given; those that are here already now. */
    void into(Print to) {
        if (whole) {
            first.forEach(to::add);
        } else {
            print = to;
        }
    }

    /** Reads what is left; how many there were in all. */
    long toTheEnd() {
        while (hasNext()) {
            next();
        }
        return given;
    }

    /** Whether all of them are here. */
    boolean whole() {
        return whole;
    }

    /** Them, to be read once: a collection, if their number is known. */
    Iterable<@Nullable Object> once() {
        if (!whole) {
            return (Inflow<@Nullable Object>) () -> this;
        }
        return new AbstractCollection<>() {
            @Override
            public Iterator<@Nullable Object> iterator() {
                return Items.this;
            }

            @Override
            public int size() {
                return first.size();
            }
        };
    }

    private record Pair(String key, @Nullable Object value) {

        static Pair of(@Nullable Object item, String where) {
            if (item instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String key) {
                return new Pair(key, pair.get(1));
            }
            throw new BadJsonException(
                    Kind.TYPE,
                    "the item in " + where + " is no pair of a key and a value; wanted [\"key\", value]",
                    where);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            found = at < first.size() || (reader != null && !whole && reader.hasNext());
        } catch (RuntimeException e) {
            throw failed(e);
        }
        if (!found) {
            over.countDown();
        }
        return found;
    }

    @Override
    public @Nullable Object next() {
        if (!found && !hasNext()) {
            throw new NoSuchElementException("no more items");
        }
        found = false;
        try {
            Object item = at < first.size() || reader == null ? first.set(at++, null) : checked(reader);
            given++;
            Print to = print;
            if (to != null) {
                to.add(item);
            }
            if (!keyed) {
                return item;
            }
            Pair pair = Pair.of(item, "the upload");
            key = pair.key;
            return pair.value;
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(RuntimeException e) {
        fault = e;
        over.countDown();
        return e;
    }

    /** The key of the item that was given last; by the thread that reads the items. */
    String key() {
        return String.valueOf(key);
    }

    /** What was wrong with the upload, or {@code null}. */
    @Nullable
    RuntimeException fault() {
        return fault;
    }

    /** Waits a moment for the reading thread to be through with the upload, or to give it up. */
    void awaitQuiet() {
        try {
            boolean quiet = over.await(1, TimeUnit.SECONDS);
            if (!quiet) {
                fault = null; // it waits for an item of a job that has ended
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
