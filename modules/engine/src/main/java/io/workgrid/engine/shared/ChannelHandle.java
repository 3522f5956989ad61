package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Select;
import io.workgrid.core.shared.ChannelOp;
import io.workgrid.core.shared.ChannelOp.Chosen;
import io.workgrid.core.shared.HeadOp;
import io.workgrid.core.shared.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A channel in the cell of all channels of its scope. What is known of it by its name is in a cell of its own. */
@SuppressWarnings("unchecked") // what is in the channel is what was sent there; a channel has no class of its own
final class ChannelHandle<E> extends SharedHandle implements Channel<E> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NO_SPEC = {};

    private final transient SharedScope in;

    ChannelHandle(SharedScope in, String name, int capacity) {
        super(in.calls(), in.scope(), CellRef.of(in.scope(), name, Kind.CHANNEL, ChannelOp.spec(capacity)), capacity);
        this.in = in;
    }

    /** The cell of all channels of a scope; named as one of them, for messages. */
    static CellRef house(String scope, String name) {
        return new CellRef(scope + "/" + CellRef.PART + "channels", name, Kind.CHANNELS, NO_SPEC);
    }

    private CellRef house() {
        return house(scope(), name());
    }

    /** That the name is a channel's, with that capacity. */
    private void open() {
        if (!in.known().lives().containsKey(Parts.livesKey(cell()))) {
            String life = HeadOp.head(calls().change(
                                    cell(), null, HeadOp.open(UUID.randomUUID().toString())))
                    .life();
            in.known().lives().put(Parts.livesKey(cell()), life);
        }
    }

    private ChannelOp.Case sending(@Nullable Object element) {
        return new ChannelOp.Case(name(), capacity(), in.values().encode(cell(), element));
    }

    private ChannelOp.Case receiving() {
        return new ChannelOp.Case(name(), capacity(), null);
    }

    private Chosen now(ChannelOp.Case one) {
        open();
        return ChannelOp.chosen(calls().change(house(), null, ChannelOp.select(false, 0, List.of(one))));
    }

    private Chosen await(ChannelOp.Case one, @Nullable Duration timeout) {
        open();
        byte[] op = ChannelOp.select(true, 0, List.of(one));
        return ChannelOp.chosen(calls().awaitOrThrow(house(), null, op, timeout));
    }

    @Override
    public void send(E element) {
        await(sending(element), null);
    }

    @Override
    public void send(E element, Duration timeout) {
        await(sending(element), timeout);
    }

    @Override
    public boolean trySend(E element) {
        return now(sending(element)).index() >= 0;
    }

    private @Nullable E element(Chosen chosen) {
        return chosen.element() == null ? null : (E) in.values().decode(cell(), chosen.element());
    }

    @Override
    public Optional<E> receive() {
        return Optional.ofNullable(element(await(receiving(), null)));
    }

    @Override
    public Optional<E> receive(Duration timeout) {
        return Optional.ofNullable(element(await(receiving(), timeout)));
    }

    @Override
    public Received<E> tryReceive() {
        Chosen chosen = now(receiving());
        return new Received<>(element(chosen), chosen.closed());
    }

    @Override
    public void close() {
        open();
        calls().change(house(), null, ChannelOp.close(name(), capacity()));
    }

    private ChannelOp.Look look() {
        return ChannelOp.look(calls().read(house(), ChannelOp.look(name())));
    }

    @Override
    public boolean closed() {
        return look().closed();
    }

    @Override
    public int size() {
        return look().size();
    }

    @Override
    public int capacity() {
        return made();
    }

    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {
            private @Nullable E next;

            @Override
            public boolean hasNext() {
                next = next == null ? receive().orElse(null) : next;
                return next != null;
            }

            @Override
            public E next() {
                E now = hasNext() ? next : null;
                if (now == null) {
                    throw new NoSuchElementException(cell().text() + " is closed and empty");
                }
                next = null;
                return now;
            }
        };
    }

    @Override
    public Select.@Nullable Chosen choose(List<Select.Case> cases, @Nullable Duration timeout) {
        List<ChannelOp.Case> all = new ArrayList<>();
        cases.forEach(each -> all.add(one(each)));
        boolean waits = timeout == null || !timeout.isZero();
        byte[] op = ChannelOp.select(waits, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), all);
        byte[] answer = waits ? calls().await(house(), null, op, timeout) : calls().change(house(), null, op);
        if (answer == null && Thread.currentThread().isInterrupted()) {
            throw new WaitTimedOutException("interrupted while waiting for one of " + all.size() + " cases of "
                    + cell().text() + " and others; none of them happened");
        }
        Chosen chosen = answer == null ? null : ChannelOp.chosen(answer);
        if (chosen == null || chosen.index() < 0) {
            return null;
        }
        Channel<?> channel = cases.get(chosen.index()).channel();
        return new Select.Chosen(chosen.index(), channel, element(chosen), chosen.closed());
    }

    private ChannelOp.Case one(Select.Case of) {
        if (!(of.channel() instanceof ChannelHandle<?> channel)
                || !channel.scope().equals(scope())) {
            throw new BadInputException("channels of one select are of one scope; \"" + name() + "\" is of " + scope()
                    + ", \"" + of.channel().name() + "\" of " + of.channel().scope());
        }
        channel.open();
        return of.element() == null ? channel.receiving() : channel.sending(of.element());
    }
}
