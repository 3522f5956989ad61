package io.workgrid.api.shared;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel as in Go: elements go from senders to receivers, each to one. {@link Manager} says what holds for all shared objects.
 *
 * <p>With capacity 0 a send ends when somebody received the element (rendezvous); else when it is in the channel. Senders and receivers are served in the order
 * in which they came. After {@link #close} what is in it can still be received, then each receive says that it is closed. A closed channel refuses sends with a {@link
 * io.workgrid.api.ClosedException}, where Go panics; closing it again does nothing.
 *
 * <p>An element is received when the channel gave it; if the receiver dies after that, it is gone, as in Go. For at-least-once use a {@link SharedQueue}. A
 * sender or receiver that dies while it waits, waits no more.
 *
 * <p><b>Limits</b>: the channels of one scope are kept together, so that {@link #select} over them is one step: 16 MiB in all of them, and 1,000 channels. At most
 * 4,096 wait.
 *
 * <pre>{@code
 * Select.Chosen chosen = Channel.select().receive(work).send(beats, 1).choose();
 * if (chosen.index() == 0 && !chosen.closed()) {
 *     paint(chosen.element(Room.class));
 * }
 * }</pre>
 *
 * @param <E> elements
 */
public interface Channel<E> extends SharedObject, Iterable<E> {

    /** Begins a select: one of several sends and receives, whichever can be done first. */
    static Select select() {
        return new Select(List.of());
    }

    /**
     * Sends, and waits until the element is received, or in the channel.
     *
     * @throws io.workgrid.api.ClosedException if the channel is closed, or is closed while this waits; nothing was sent
     */
    void send(E element);

    /**
     * Sends, and waits until the element is received, or in the channel.
     *
     * @throws io.workgrid.api.WaitTimedOutException if it is not in time; nothing was sent
     * @throws io.workgrid.api.ClosedException if the channel is closed, or is closed while this waits; nothing was sent
     */
    void send(E element, Duration timeout);

    /**
     * Sends if that can be done now.
     *
     * @return false if nobody waits to receive and the channel is full
     */
    boolean trySend(E element);

    /**
     * Receives, and waits for an element.
     *
     * @return empty if the channel is closed and nothing is left in it; at once, and every time
     */
    Optional<E> receive();

    /**
     * Receives, and waits for an element.
     *
     * @return empty if the channel is closed and nothing is left in it
     * @throws io.workgrid.api.WaitTimedOutException if there is none in time
     */
    Optional<E> receive(Duration timeout);

    /** Receives if there is something now. */
    Received<E> tryReceive();

    /** No more can be sent. Who waits to send gets a {@link io.workgrid.api.ClosedException}. */
    void close();

    /** Whether it is closed. */
    boolean closed();

    /** How many elements are in it. */
    int size();

    /** How many elements it keeps; 0: rendezvous. */
    int capacity();

    /** Receives one after the other until the channel is closed and empty; to ask for one is to wait for it. Go's {@code range}. */
    @Override
    Iterator<E> iterator();

    /**
     * What {@link #select} ends in: makes one of the cases happen, all of channels of this one's scope. Use {@link Select}.
     *
     * @param cases at least one, at most 64
     * @param timeout {@code null}: as long as it takes; zero: only what can be done now
     * @return {@code null} if none could be done in time
     */
    Select.@Nullable Chosen choose(List<Select.Case> cases, @Nullable Duration timeout);

    /**
     * What {@link #tryReceive} found.
     *
     * @param element the element; {@code null} if there was none
     * @param closed whether the channel is closed and empty, so that there will never be one
     */
    record Received<E>(@Nullable E element, boolean closed) {}
}
