package io.workgrid.engine.client;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list in pieces of 64 Ki elements. It grows without copying, and holds no array so large that G1 treats it apart: measured, a million
 * results in one array cost twice the time of all the rest, because what such an array holds is kept and copied until a full collection.
 * Inserting and removing in the middle moves what follows. For one thread at a time, as any list.
 */
final class Segments<E> extends AbstractList<@Nullable E> implements RandomAccess, Serializable {
    private static final int SHIFT = 16;
    private static final int MASK = (1 << SHIFT) - 1;

    @SuppressWarnings("serial") // it is an ArrayList
    private final List<@Nullable Object[]> segments = new ArrayList<>();

    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    @SuppressWarnings("unchecked") // only elements are put in
    public @Nullable E get(int index) {
        return (E) segments.get(checked(index) >>> SHIFT)[index & MASK];
    }

    @Override
    public @Nullable E set(int index, @Nullable E element) {
        E before = get(index);
        segments.get(index >>> SHIFT)[index & MASK] = element;
        return before;
    }

    @Override
    public boolean add(@Nullable E element) {
        modCount++;
        int offset = size & MASK;
        if (offset == 0) {
            segments.add(new Object[1 << SHIFT]);
        }
        segments.get(size >>> SHIFT)[offset] = element;
        size++;
        return true;
    }

    @Override
    public void add(int index, @Nullable E element) {
        if (index != size) {
            checked(index);
        }
        add(element);
        for (int n = size - 1; n > index; n--) {
            set(n, get(n - 1));
        }
        set(index, element);
    }

    @Override
    public @Nullable E remove(int index) {
        E removed = get(index);
        modCount++;
        for (int n = index; n < size - 1; n++) {
            set(n, get(n + 1));
        }
        set(size - 1, null);
        size--;
        if ((size & MASK) == 0) {
            segments.remove(size >>> SHIFT);
        }
        return removed;
    }

    private int checked(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size);
        }
        return index;
    }
}
