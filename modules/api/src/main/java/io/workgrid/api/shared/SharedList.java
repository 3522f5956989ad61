package io.workgrid.api.shared;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * A list of the grid. {@link Manager} says what holds for all shared objects.
 *
 * <p>What one thread appends is in the list in that order; what several append is mixed, each keeping its order. Each call is atomic, except a slice over more
 * than one segment. The end of the list is one cell, to which all appends go; when it has 2,048 elements or 512 KiB, the first half moves to a segment of its own, and so
 * a large list is spread over the nodes. {@code get} and {@code set} find them there.
 *
 * <p><b>Limits</b>: 16,777,216 elements and 1 GiB. An index that is not there is an {@link IndexOutOfBoundsException}, and nothing was changed.
 *
 * <p>Unlike Python's, it has no insert, remove, sort and reverse: they would move the elements that others know by their index. Negative indexes are refused.
 *
 * @param <E> elements
 */
public interface SharedList<E> extends SharedObject, Iterable<E> {

    /** Adds to the end. Returns the element's index. */
    long append(E element);

    /** Adds all to the end, next to each other and in that order. At most 1 MiB. Returns the index of the first; the size, if there is none. */
    long extend(Collection<? extends E> elements);

    /** The element at an index, from 0. */
    E get(long index);

    /** Replaces an element. Returns the one before. */
    E set(long index, E element);

    /** Replaces an element if it is that very one, by its bytes. */
    boolean compareAndSet(long index, E expected, E element);

    /** A copy of the elements from an index to before another, which may lie beyond the end, as in Python. One call for each segment. */
    List<E> slice(long from, long to);

    /**
     * Removes the last element and returns it.
     *
     * @throws java.util.NoSuchElementException if the list is empty
     */
    E pop();

    /** How many elements there are. */
    long size();

    /** Whether it has no element. */
    boolean isEmpty();

    /** Removes all elements; the next one has index 0 again. */
    void clear();

    /** A copy, as {@link #slice} of all. */
    List<E> toList();

    /** The elements by index, read in slices; ends where the list ends by then. */
    @Override
    Iterator<E> iterator();

    /** The same list, whose changes count only as long as the calling owner holds that lock; see {@link SharedDict#withFence}. */
    SharedList<E> withFence(SharedLock lock);
}
