package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.ClosedException;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.core.shared.BucketOp;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.QueueOp;
import io.workgrid.core.shared.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A queue in its cell. */
@SuppressWarnings("unchecked") // what is in the queue is what was put there; a queue has no class of its own
final class QueueHandle<E> extends SharedHandle implements SharedQueue<E> {
    private static final long serialVersionUID = 1L;
    private static final long CALL_BYTES = 256 << 10;
    private static final int CALL_ELEMENTS = 1_000;
    private static final long DRAIN_BYTES = 1 << 20;

    private final transient SharedScope in;
    private final transient @Nullable Guard guard;

    QueueHandle(SharedScope in, String name, int capacity, @Nullable Guard guard) {
        super(in.calls(), in.scope(), CellRef.of(in.scope(), name, Kind.QUEUE, QueueOp.spec(capacity)), capacity);
        this.in = in;
        this.guard = guard;
    }

    private Value encode(@Nullable Object element) {
        return in.values().encode(cell(), element);
    }

    private E decode(Value element) {
        return (E) in.values().decode(cell(), element);
    }

    @Override
    public void put(E element) {
        putOne(element, null);
    }

    @Override
    public void put(E element, Duration timeout) {
        putOne(element, timeout);
    }

    private void putOne(E element, @Nullable Duration timeout) {
        calls().awaitOrThrow(cell(), guard, QueueOp.put(true, List.of(encode(element))), timeout);
    }

    @Override
    public boolean tryPut(E element) {
        return QueueOp.done(calls().change(cell(), guard, QueueOp.put(false, List.of(encode(element)))));
    }

    @Override
    public void putAll(Collection<? extends E> elements) {
        List<Value> all = new ArrayList<>(elements.size());
        elements.forEach(element -> all.add(encode(element)));
        int most = Math.min(CALL_ELEMENTS, capacity());
        List<Value> piece = new ArrayList<>();
        long bytes = 0;
        for (Value each : all) {
            if (!piece.isEmpty() && (piece.size() == most || bytes + each.size() > CALL_BYTES)) {
                calls().awaitOrThrow(cell(), guard, QueueOp.put(true, piece), null);
                piece.clear();
                bytes = 0;
            }
            piece.add(each);
            bytes += each.size();
        }
        if (!piece.isEmpty()) {
            calls().awaitOrThrow(cell(), guard, QueueOp.put(true, piece), null);
        }
    }

    private QueueOp.Taken takeOne(boolean forGood, boolean patient, @Nullable Duration timeout) {
        QueueOp.Taken taken =
                QueueOp.taken(calls().awaitOrThrow(cell(), guard, QueueOp.get(true, forGood, patient), timeout));
        if (taken == null) {
            throw new IllegalStateException(cell().text() + " answered a wait with nothing");
        }
        return taken;
    }

    @Override
    public E get() {
        return decode(takeOne(false, false, null).value());
    }

    @Override
    public E get(Duration timeout) {
        return decode(takeOne(false, false, timeout).value());
    }

    @Override
    public Optional<E> tryGet() {
        QueueOp.Taken taken = QueueOp.taken(calls().change(cell(), guard, QueueOp.get(false, false, false)));
        return taken == null ? Optional.empty() : Optional.of(decode(taken.value()));
    }

    @Override
    public Taken<E> take() {
        return taken(takeOne(false, false, null));
    }

    @Override
    public Taken<E> take(Duration timeout) {
        return taken(takeOne(false, false, timeout));
    }

    private Taken<E> taken(QueueOp.Taken taken) {
        return new Taken<>(decode(taken.value()), taken.deliveredBefore());
    }

    @Override
    public E getDone() {
        return decode(takeOne(true, false, null).value());
    }

    @Override
    public E getDone(Duration timeout) {
        return decode(takeOne(true, false, timeout).value());
    }

    @Override
    public List<E> drain(int most) {
        if (most < 1) {
            throw new BadInputException(cell().text() + ": drain of " + most + "; wanted 1 or more");
        }
        List<E> drained = new ArrayList<>();
        BucketOp.values(calls().change(cell(), guard, QueueOp.drain(most, DRAIN_BYTES)))
                .forEach(element -> drained.add(decode(element)));
        return drained;
    }

    @Override
    public void taskDone() {
        calls().change(cell(), guard, QueueOp.taskDone());
    }

    @Override
    public void giveBack() {
        calls().change(cell(), guard, QueueOp.giveBack());
    }

    @Override
    public void join() {
        calls().awaitOrThrow(cell(), null, QueueOp.join(), null);
    }

    @Override
    public void join(Duration timeout) {
        calls().awaitOrThrow(cell(), null, QueueOp.join(), timeout);
    }

    @Override
    public void close() {
        calls().change(cell(), guard, QueueOp.close());
    }

    private QueueOp.Look look() {
        return QueueOp.look(calls().read(cell(), QueueOp.look()));
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
    public boolean isEmpty() {
        return look().size() == 0;
    }

    @Override
    public boolean isFull() {
        return look().full();
    }

    @Override
    public int capacity() {
        return made();
    }

    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {
            private @Nullable E next;
            private boolean given;

            @Override
            public boolean hasNext() {
                if (next == null) {
                    if (given) {
                        given = false;
                        taskDone();
                    }
                    try {
                        next = decode(takeOne(false, true, null).value());
                    } catch (ClosedException e) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            public E next() {
                E now = hasNext() ? next : null;
                if (now == null) {
                    throw new NoSuchElementException(cell().text() + " is closed and empty");
                }
                next = null;
                given = true;
                return now;
            }
        };
    }

    @Override
    public SharedQueue<E> withFence(SharedLock lock) {
        Guard now = SharedScope.guard(lock);
        calls().guard(cell(), now);
        return new QueueHandle<>(in, name(), capacity(), now);
    }
}
