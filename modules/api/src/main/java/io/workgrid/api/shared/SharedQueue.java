package io.workgrid.api.shared;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A queue of the grid, bounded, first in first out; Python's {@code JoinableQueue}. {@link Manager} says what holds for all shared objects, and who an owner is.
 *
 * <p><b>Every element is delivered at least once.</b> What an owner got is its own until {@link #taskDone}. If its attempt fails, or its process or node is gone
 * before that, it goes back to the front of the queue and is delivered again; {@link #take} says how often an element was delivered before, so that one can look
 * whether the first owner did its work. An attempt whose task returns
 * counts as {@code taskDone} for what it took. An owner has at most 4,096 elements that
 * way; then {@link io.workgrid.api.RefusedException}. Who does not need this gets elements with {@link #getDone()}: at most once, and a little faster.
 *
 * <p>What one thread puts comes out in that order, if nothing is delivered again.
 *
 * <p><b>Limits</b>: the capacity, and 64 MiB; a queue that is full of either is full. At most 4,096 wait to put, and as many to get.
 *
 * @param <E> elements
 */
public interface SharedQueue<E> extends SharedObject, Iterable<E> {

    /**
     * Puts an element, and waits for room.
     *
     * @throws io.workgrid.api.ClosedException if the queue is closed, or is closed while this waits; nothing was put
     */
    void put(E element);

    /**
     * Puts an element, and waits for room.
     *
     * @throws io.workgrid.api.WaitTimedOutException if there is none in time; nothing was put
     * @throws io.workgrid.api.ClosedException if the queue is closed, or is closed while this waits; nothing was put
     */
    void put(E element, Duration timeout);

    /**
     * Puts an element if there is room now.
     *
     * @return false if there is none
     */
    boolean tryPut(E element);

    /** Puts all, next to each other if there is room for all; else as {@link #put} one piece after the other, and waits for room. */
    void putAll(Collection<? extends E> elements);

    /**
     * Takes the first element, and waits for one. It is the caller's until {@link #taskDone}.
     *
     * @throws io.workgrid.api.ClosedException if the queue is closed and nothing is left in it
     */
    E get();

    /**
     * Takes the first element, and waits for one.
     *
     * @throws io.workgrid.api.WaitTimedOutException if there is none in time; none was taken
     * @throws io.workgrid.api.ClosedException if the queue is closed and nothing is left in it
     */
    E get(Duration timeout);

    /** Takes the first element, if there is one now. */
    Optional<E> tryGet();

    /** As {@link #get()}, and says how often the element was delivered before. */
    Taken<E> take();

    /** As {@link #get(Duration)}, and says how often the element was delivered before. */
    Taken<E> take(Duration timeout);

    /** {@link #get()} and {@link #taskDone} in one call: at most once. If the caller dies now, the element is gone. */
    E getDone();

    /** {@link #get(Duration)} and {@link #taskDone} in one call: at most once. */
    E getDone(Duration timeout);

    /**
     * Takes what is there, at most that many and 1 MiB, and says {@link #taskDone} for it: at most once. Does not wait.
     *
     * @return empty if nothing is there
     */
    List<E> drain(int most);

    /**
     * The oldest element that the caller got is done.
     *
     * @throws io.workgrid.api.BadInputException if there is none: it was called too often
     */
    void taskDone();

    /** Gives the oldest element that the caller got back, to the front of the queue. It counts as delivered once more. */
    void giveBack();

    /** Waits until everything that was put is done. */
    void join();

    /**
     * Waits until everything that was put is done.
     *
     * @throws io.workgrid.api.WaitTimedOutException if it is not in time
     */
    void join(Duration timeout);

    /** No more can be put; what is there can still be got. Who waits to put is told. Closing it again does nothing. Python's {@code shutdown}. */
    void close();

    /** Whether it is closed. */
    boolean closed();

    /** How many elements wait; without those that somebody got. Python's {@code qsize}. */
    int size();

    /** Whether none waits. */
    boolean isEmpty();

    /** Whether {@link #put} would wait now. */
    boolean isFull();

    /** How many elements it takes. */
    int capacity();

    /**
     * Gets one after the other, until the queue is closed and empty. An element is done when the next one is asked for; to ask for one is to wait for it.
     */
    @Override
    Iterator<E> iterator();

    /** The same queue, which takes part only as long as the calling owner holds that lock; see {@link SharedDict#withFence}. */
    SharedQueue<E> withFence(SharedLock lock);

    /**
     * An element, and how often it was delivered before this time.
     *
     * @param element the element
     * @param deliveredBefore 0: nobody had it before; else so many owners had it, and ended without saying that it is done. Whether they did its work, the queue cannot
     *     vouch for
     */
    record Taken<E>(E element, int deliveredBefore) {}
}
