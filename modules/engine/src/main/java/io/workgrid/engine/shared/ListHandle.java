package io.workgrid.engine.shared;

import io.workgrid.api.RefusedException;
import io.workgrid.api.shared.SharedList;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.ListOp;
import io.workgrid.core.shared.ListOp.Appended;
import io.workgrid.core.shared.ListOp.Said;
import io.workgrid.core.shared.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list over its end and its segments. */
@SuppressWarnings("unchecked") // what is in the list is what was put there; a list has no class of its own
final class ListHandle<E> extends SharedHandle implements SharedList<E> {
    private static final long serialVersionUID = 1L;
    private static final long MOST_BYTES = 1 << 20;
    private static final long SLICE_BYTES = 256 << 10;
    private static final long PAGE_ELEMENTS = 1_000;

    private final transient SharedScope in;
    private final transient @Nullable Guard guard;
    private final transient Segments segments;

    ListHandle(SharedScope in, String name, @Nullable Guard guard) {
        super(in.calls(), in.scope(), in.cell(name, Kind.LIST), 0);
        this.in = in;
        this.guard = guard;
        segments = new Segments(in.calls(), cell(), guard);
    }

    private Value encode(@Nullable Object element) {
        return in.values().encode(cell(), element);
    }

    private E decode(Value element) {
        return (E) in.values().decode(cell(), element);
    }

    @Override
    public long append(E element) {
        return appendAll(List.of(encode(element)));
    }

    @Override
    public long extend(Collection<? extends E> elements) {
        List<Value> values = new ArrayList<>(elements.size());
        long bytes = 0;
        for (E element : elements) {
            Value value = encode(element);
            bytes += value.size();
            values.add(value);
        }
        if (bytes > MOST_BYTES && values.size() > 1) {
            throw new RefusedException(cell().text() + " was given " + values.size() + " elements with " + bytes
                    + " bytes at once, and the most is " + MOST_BYTES + "; nothing changed");
        }
        return appendAll(values);
    }

    private long appendAll(List<Value> values) {
        Appended appended = ListOp.appended(calls().change(cell(), guard, ListOp.append(values)));
        if (appended.spillDue()) {
            segments.carryAway();
        }
        return appended.first();
    }

    private long checked(long index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException(cell().text() + ": index is " + index);
        }
        return index;
    }

    private IndexOutOfBoundsException outside(long index, long size) {
        return new IndexOutOfBoundsException(
                cell().text() + " has " + size + " elements; index " + index + " was asked for");
    }

    @Override
    public E get(long index) {
        Said said = segments.read(checked(index), Math.addExact(index, 1), SLICE_BYTES);
        if (said.values().isEmpty()) {
            throw outside(index, said.size());
        }
        return decode(said.value());
    }

    @Override
    public E set(long index, E element) {
        return decode(change(index, null, encode(element)).value());
    }

    @Override
    public boolean compareAndSet(long index, E expected, E element) {
        return change(index, encode(expected), encode(element)).met();
    }

    private Said change(long index, @Nullable Value expected, Value element) {
        Said said = segments.set(checked(index), expected, element);
        if (said.told() == ListOp.Told.OUTSIDE) {
            throw outside(index, said.size());
        }
        return said;
    }

    @Override
    public List<E> slice(long from, long to) {
        Objects.checkFromToIndex(from, to, Long.MAX_VALUE);
        List<E> slice = new ArrayList<>();
        long at = from;
        while (at < to) {
            List<Value> page = segments.read(at, to, SLICE_BYTES).values();
            if (page.isEmpty()) {
                break;
            }
            page.forEach(element -> slice.add(decode(element)));
            at += page.size();
        }
        return slice;
    }

    @Override
    public E pop() {
        Value last = segments.pop();
        if (last == null) {
            throw new NoSuchElementException(cell().text() + " is empty");
        }
        return decode(last);
    }

    @Override
    public long size() {
        return ListOp.said(calls().read(cell(), ListOp.read(ListOp.TO_END, ListOp.TO_END, 0)))
                .size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public void clear() {
        segments.clear();
    }

    @Override
    public List<E> toList() {
        return slice(0, ListOp.TO_END);
    }

    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {
            private long at;
            private Iterator<E> page = List.<E>of().iterator();

            @Override
            public boolean hasNext() {
                if (!page.hasNext()) {
                    List<Value> next =
                            segments.read(at, at + PAGE_ELEMENTS, SLICE_BYTES).values();
                    at += next.size();
                    page = next.stream().map(ListHandle.this::decode).iterator();
                }
                return page.hasNext();
            }

            @Override
            public E next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no element is left");
                }
                return page.next();
            }
        };
    }

    @Override
    public SharedList<E> withFence(SharedLock lock) {
        Guard now = SharedScope.guard(lock);
        segments.guard(now);
        return new ListHandle<>(in, name(), now);
    }
}
