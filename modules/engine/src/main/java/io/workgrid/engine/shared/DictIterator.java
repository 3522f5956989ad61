package io.workgrid.engine.shared;

import io.workgrid.core.shared.BucketOp;
import io.workgrid.core.shared.Value;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The entries of a dict, part by part, page by page. For one thread. */
final class DictIterator<E> implements Iterator<E> {
    private static final int PAGE_ENTRIES = 1_000;
    private static final long PAGE_BYTES = 256 << 10;

    private final BiFunction<Integer, byte[], byte @Nullable []> read;
    private final BiFunction<Value, Value, E> entry;
    private final Consumer<E> remove;
    private Iterator<Map.Entry<Value, Value>> page = Collections.emptyIterator();
    private int part;
    private long last;
    private @Nullable E current;

    DictIterator(
            BiFunction<Integer, byte[], byte @Nullable []> read,
            BiFunction<Value, Value, E> entry,
            Consumer<E> remove) {
        this.read = read;
        this.entry = entry;
        this.remove = remove;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && part < BucketOp.PARTS) {
            byte[] answer = read.apply(part, BucketOp.page(last, PAGE_ENTRIES, PAGE_BYTES));
            BucketOp.Page read = answer == null ? null : BucketOp.page(answer);
            if (read != null) {
                page = read.entries().entrySet().iterator();
                last = read.last();
            }
            if (read == null || !read.more()) {
                part++;
                last = 0;
            }
        }
        return page.hasNext();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no entry is left");
        }
        Map.Entry<Value, Value> next = page.next();
        E made = entry.apply(next.getKey(), next.getValue());
        current = made;
        return made;
    }

    @Override
    public void remove() {
        E made = current;
        if (made == null) {
            throw new IllegalStateException("next was not called, or the entry was removed already");
        }
        current = null;
        remove.accept(made);
    }
}
