package io.workgrid.engine.shared;

import io.workgrid.api.view.LockView;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Answer.Status;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.LockViews;
import io.workgrid.core.shared.Owner;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.worker.Blocking;
import io.workgrid.engine.worker.Nanos;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to cells for this process: numbers them, waits for what they wait for, and gives up when the time is up. Any thread may use
 * it. Refusals come as exceptions of the grid.
 */
public final class SharedCalls implements AutoCloseable {
    /** How long a wake-up may be lost: then it is asked whether the answer has come. */
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final GridStore store;
    private final Tenants tenants;
    private final Map<Long, Mail> mails = new ConcurrentHashMap<>();
    private volatile Numbers numbers;
    private final GridStore.Watch watch;

    /** Calls over a store. */
    public SharedCalls(GridStore store) {
        this.store = store;
        tenants = new Tenants(store);
        numbers = new Numbers(store.session());
        watch = store.onWake(this::woken);
    }

    private void woken(Answer.Wake wake) {
        Mail mail = wake.session().equals(numbers.session()) ? mails.get(wake.seq()) : null;
        if (mail != null) {
            mail.put(wake.answer());
        }
    }

    /** Of the life of this process that the grid knows now. */
    private Numbers numbers() {
        Numbers now = numbers;
        String session = store.session();
        if (!now.session().equals(session)) {
            synchronized (this) {
                now = numbers;
                if (!now.session().equals(session)) {
                    now = new Numbers(session);
                    numbers = now;
                }
            }
        }
        return now;
    }

    /** Whose what the calling thread takes is. */
    Owner owner() {
        return Tenants.owner(numbers().session());
    }

    /** The cells of which the key begins so. */
    List<CellView> cells(String prefix) {
        return store.cells(prefix);
    }

    /** What somebody holds or waits for in any scope, those in a deadlock first. */
    List<LockView> locks() {
        return LockViews.of(store.cells(""));
    }

    /** Deletes a cell. */
    boolean remove(String key) {
        return store.removeCell(key);
    }

    /** An operation that changes nothing. */
    byte[] read(CellRef cell, byte[] op) {
        Owner owner = owner();
        Answer answer = store.call(cell.key(), Call.read(owner.session(), owner, cell.kind(), cell.spec(), op));
        return Refusals.value(cell, answer);
    }

    /** From now on the cell refuses what comes under an older fence of that lock. */
    void guard(CellRef cell, Guard guard) {
        Refusals.value(cell, store.call(cell.key(), Call.guard(owner(), guard, cell.kind(), cell.spec())));
    }

    /** An operation that does not wait. */
    byte[] change(CellRef cell, @Nullable Guard guard, byte[] op) {
        return new Asking(cell, guard, op).once();
    }

    /** An operation that does not wait; the answer comes on any thread, a refusal as an exception of the grid. */
    CompletableFuture<byte[]> changeAsync(CellRef cell, @Nullable Guard guard, byte[] op) {
        Asking asking = new Asking(cell, guard, op);
        return store.callAsync(cell.key(), asking.call()).handle((answer, failure) -> {
            asking.end();
            if (answer == null) {
                throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
            }
            return asking.value(answer);
        });
    }

    /**
     * An operation that may wait. An interrupt ends the wait as a timeout does, and stays set.
     *
     * @param longest {@code null}: as long as it takes
     * @return the answer; {@code null}: the time is up, and the operation has done nothing
     */
    byte @Nullable [] await(CellRef cell, @Nullable Guard guard, byte[] op, @Nullable Duration longest) {
        return new Asking(cell, guard, op).await(longest);
    }

    /** As {@link #await}, throwing when the time is up. */
    byte[] awaitOrThrow(CellRef cell, @Nullable Guard guard, byte[] op, @Nullable Duration longest) {
        byte[] value = await(cell, guard, op, longest);
        if (value == null) {
            throw Interrupts.timedOut("waiting for " + cell.text() + "; nothing was taken", longest);
        }
        return value;
    }

    /**
     * An operation that may wait, and is not given up when the time is up, but told so by another operation; it then ends by itself.
     *
     * @param expire the operation that says that the time of the call of that number is up
     */
    byte[] awaitExpiring(CellRef cell, byte[] op, @Nullable Duration longest, LongFunction<byte[]> expire) {
        return new Asking(cell, null, op).awaitExpiring(longest, expire);
    }

    @Override
    public void close() {
        watch.close();
        tenants.close();
    }

    /** One numbered call, until its answer is there. */
    private final class Asking {
        private final CellRef cell;
        private final Numbers by = numbers();
        private final Owner owner = Tenants.owner(by.session());
        private final Runnable returned;
        private final long seq;
        private final Call first;

        Asking(CellRef cell, @Nullable Guard guard, byte[] op) {
            this.cell = cell;
            returned = tenants.touches(owner, cell);
            seq = by.begin(cell.key());
            first = new Call(
                    Call.Verb.DO,
                    by.session(),
                    seq,
                    by.settled(cell.key()),
                    owner,
                    guard,
                    cell.kind(),
                    cell.spec(),
                    op);
        }

        Call call() {
            return first;
        }

        void end() {
            by.end(cell.key(), seq);
            returned.run();
        }

        byte[] value(Answer answer) {
            if (answer.status() == Status.LOST_SESSION) {
                store.renewSession(by.session());
            }
            return Refusals.value(cell, answer);
        }

        byte[] once() {
            try {
                return value(store.call(cell.key(), first));
            } finally {
                end();
            }
        }

        byte @Nullable [] await(@Nullable Duration longest) {
            return waiting(mail -> {
                Answer come = untilTimeIsUp(mail, longest);
                return come == null ? store.call(cell.key(), first.withdrawn(by.settled(cell.key()))) : come;
            });
        }

        byte[] awaitExpiring(@Nullable Duration longest, LongFunction<byte[]> expire) {
            byte[] value = waiting(mail -> {
                Answer come = untilTimeIsUp(mail, longest);
                if (come != null) {
                    return come;
                }
                change(cell, null, expire.apply(seq));
                return untilItComes(mail);
            });
            if (value == null) {
                throw Refusals.of(cell, Answer.refused(Status.WITHDRAWN, ""));
            }
            return value;
        }

        private byte @Nullable [] waiting(Function<Mail, Answer> wait) {
            Mail mail = new Mail();
            mails.put(seq, mail);
            try {
                Answer answer = store.call(cell.key(), first);
                if (answer.status() == Status.PENDING) {
                    by.waits(cell.key(), seq);
                    answer = Blocking.run(() -> wait.apply(mail));
                }
                return answer.status() == Status.WITHDRAWN ? null : value(answer);
            } finally {
                mails.remove(seq);
                end();
            }
        }

        /** {@code null}: the time is up, or the thread was interrupted. */
        private @Nullable Answer untilTimeIsUp(Mail mail, @Nullable Duration longest) {
            long end = longest == null ? 0 : System.nanoTime() + Nanos.of(longest);
            try {
                while (true) {
                    long left = longest == null ? ASK_NANOS : end - System.nanoTime();
                    Answer come = mail.await(Math.min(left, ASK_NANOS));
                    if (come != null) {
                        return come;
                    }
                    if (left <= ASK_NANOS && longest != null) {
                        return null;
                    }
                    come = ask();
                    if (come.status() != Status.PENDING) {
                        return come;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }

        /** An interrupt waits until the answer is there. */
        private Answer untilItComes(Mail mail) {
            boolean interrupted = Thread.interrupted();
            try {
                while (true) {
                    try {
                        Answer come = mail.await(ASK_NANOS);
                        Answer now = come == null ? ask() : come;
                        if (now.status() != Status.PENDING) {
                            return now;
                        }
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private Answer ask() {
            return store.call(cell.key(), first.asked(by.settled(cell.key())));
        }
    }
}
