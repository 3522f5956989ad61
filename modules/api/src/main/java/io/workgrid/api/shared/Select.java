package io.workgrid.api.shared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of several sends and receives, whichever can be done first, after Go's {@code select}; made with {@link Channel#select}. Immutable: each method returns
 * another one, and a select can be used again and again. Any thread may use it.
 *
 * <p>Exactly one case happens, or none. If several can be done at once, one is chosen by chance, each as likely. The channels are of one scope. Two selects can
 * meet in a rendezvous channel.
 */
public final class Select {
    private static final int MOST = 64;

    private final List<Case> cases;

    Select(List<Case> cases) {
        this.cases = cases;
    }

    /** Adds a receive. It can be done when there is an element, or when the channel is closed and empty. */
    public Select receive(Channel<?> channel) {
        return with(new Case(channel, null));
    }

    /** Adds a send. If it is chosen and the channel is closed, the select ends in a {@link io.workgrid.api.ClosedException}. */
    public <E> Select send(Channel<E> channel, E element) {
        if (element == null) {
            throw new IllegalArgumentException("an element of channel \"" + channel.name() + "\" is null");
        }
        return with(new Case(channel, element));
    }

    private Select with(Case more) {
        if (cases.size() == MOST) {
            throw new IllegalArgumentException("a select has at most " + MOST + " cases");
        }
        List<Case> all = new ArrayList<>(cases);
        all.add(more);
        return new Select(List.copyOf(all));
    }

    /** Waits until one of the cases happens. */
    public Chosen choose() {
        Chosen chosen = one(null);
        if (chosen == null) {
            throw new IllegalStateException("a wait without end ended with nothing");
        }
        return chosen;
    }

    /** Waits until one of the cases happens; empty if none could in time. */
    public Optional<Chosen> choose(Duration timeout) {
        return Optional.ofNullable(one(timeout));
    }

    /** Makes one of the cases happen that can be done now; empty if there is none: Go's {@code default}. */
    public Optional<Chosen> tryChoose() {
        return choose(Duration.ZERO);
    }

    private @Nullable Chosen one(@Nullable Duration timeout) {
        if (cases.isEmpty()) {
            throw new IllegalStateException("a select has no cases; add receive or send");
        }
        return cases.get(0).channel().choose(cases, timeout);
    }

    /**
     * A case.
     *
     * @param channel the channel
     * @param element what to send; {@code null}: receive
     */
    public record Case(Channel<?> channel, @Nullable Object element) {}

    /**
     * What happened.
     *
     * @param index which case, from 0, in the order in which they were added
     * @param channel its channel
     * @param element what was received; {@code null} for a send, and for a closed channel
     * @param closed whether it was a receive and the channel is closed and empty
     */
    public record Chosen(
            int index, Channel<?> channel, @Nullable Object element, boolean closed) {

        /**
         * What was received.
         *
         * @throws IllegalStateException if nothing was
         * @throws ClassCastException if it is of another class
         */
        public <T> T element(Class<T> type) {
            if (element == null) {
                throw new IllegalStateException(
                        "case " + index + (closed ? " found its channel closed" : " is a send"));
            }
            return type.cast(element);
        }
    }
}
