package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A lock and its condition: one cell, so that giving the lock back and beginning to wait are one step. Given to those who wait in the
 * order they came.
 *
 * <pre>
 * acquire: free -> held; held -> queued
 * release: held -> held by the first of the queue, or free
 * wait:    held -> waits for a signal; signalled or expired -> queued -> held again, as often as before
 * </pre>
 */
final class LockMachine implements Machine {
    private static final int MOST_TIMES = 1_000_000;

    private final boolean reentrant;
    private CellView.@Nullable Holder holder;
    private final Map<Long, Wish> queue = new LinkedHashMap<>();
    /** Those who wait for a signal: how often each had taken the lock, by ticket. */
    private final Map<Long, Integer> condition = new LinkedHashMap<>();

    /** What one in the queue is told when it gets the lock. */
    private enum Told {
        FENCE,
        SIGNALLED,
        EXPIRED
    }

    private record Wish(int count, Told told) {}

    LockMachine(boolean reentrant) {
        this.reentrant = reentrant;
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        return switch (code) {
            case LockOp.TRY -> acquire(turn, false);
            case LockOp.ACQUIRE -> acquire(turn, true);
            case LockOp.RELEASE -> release(turn);
            case LockOp.WAIT -> await(turn);
            case LockOp.SIGNAL -> signal(turn, op.number());
            case LockOp.EXPIRE -> expire(turn, op.number());
            case LockOp.LOOK -> look();
            default -> throw new IllegalArgumentException("operation " + code + " of a lock is not known");
        };
    }

    private Answer acquire(Turn turn, boolean waits) {
        CellView.Holder now = holder;
        if (now == null) {
            return number(grant(turn, turn.owner(), 1));
        }
        if (now.owner().equals(turn.owner())) {
            return acquireAgain(now, waits);
        }
        return waits ? turn.park(ticket -> queue.put(ticket, new Wish(1, Told.FENCE))) : number(0);
    }

    private Answer acquireAgain(CellView.Holder now, boolean waits) {
        if (reentrant && now.count() >= MOST_TIMES) {
            return Answer.refused(
                    Status.REFUSED, "was taken " + MOST_TIMES + " times, the most it may be; nothing changed");
        }
        if (reentrant) {
            holder = new CellView.Holder(now.owner(), now.count() + 1, now.fence(), now.sinceMillis());
            return number(now.fence());
        }
        return waits
                ? Answer.refused(
                        Status.BAD_INPUT,
                        "is held by the caller, " + now.owner().text()
                                + ", and would wait for itself for ever; an rlock may be taken again")
                : number(0);
    }

    private long grant(Turn turn, Owner owner, int count) {
        long fence = turn.nextFence();
        holder = new CellView.Holder(owner, count, fence, turn.nowMillis());
        return fence;
    }

    private Answer release(Turn turn) {
        CellView.Holder now = holder;
        if (now == null || !now.owner().equals(turn.owner())) {
            return notHolder(turn);
        }
        if (now.count() > 1) {
            holder = new CellView.Holder(now.owner(), now.count() - 1, now.fence(), now.sinceMillis());
        } else {
            free(turn);
        }
        return Answer.DONE;
    }

    private Answer notHolder(Turn turn) {
        CellView.Holder now = holder;
        return Answer.refused(
                Status.BAD_INPUT,
                "is not held by " + turn.owner().text() + "; "
                        + (now == null ? "nobody holds it" : now.owner().text() + " does") + "; nothing changed");
    }

    private void free(Turn turn) {
        holder = null;
        var waiting = queue.entrySet().iterator();
        if (waiting.hasNext()) {
            Map.Entry<Long, Wish> first = waiting.next();
            waiting.remove();
            give(turn, first.getKey(), first.getValue());
        }
    }

    private void give(Turn turn, long ticket, Wish wish) {
        long fence = grant(turn, turn.ownerOf(ticket), wish.count());
        ByteSink sink = new ByteSink();
        if (wish.told() != Told.FENCE) {
            sink.flag(wish.told() == Told.SIGNALLED);
        }
        sink.number(fence);
        turn.serve(ticket, sink.bytes());
    }

    private Answer await(Turn turn) {
        CellView.Holder now = holder;
        if (now == null || !now.owner().equals(turn.owner())) {
            return notHolder(turn);
        }
        Answer parked = turn.park(ticket -> condition.put(ticket, now.count()));
        if (parked.status() == Status.PENDING) {
            free(turn);
        }
        return parked;
    }

    private Answer signal(Turn turn, long most) {
        CellView.Holder now = holder;
        if (now == null || !now.owner().equals(turn.owner())) {
            return notHolder(turn);
        }
        return number(reach(turn, most));
    }

    /** Those who have waited longest now wait for the lock. */
    private int reach(Turn turn, long most) {
        Map<Long, Integer> first = new LinkedHashMap<>();
        condition.entrySet().stream().limit(most).forEach(each -> first.put(each.getKey(), each.getValue()));
        first.forEach((ticket, count) -> {
            condition.remove(ticket);
            queue(turn, ticket, new Wish(count, Told.SIGNALLED));
        });
        return first.size();
    }

    private void queue(Turn turn, long ticket, Wish wish) {
        if (holder == null) {
            give(turn, ticket, wish);
        } else {
            queue.put(ticket, wish);
        }
    }

    private Answer expire(Turn turn, long seq) {
        long ticket = turn.ticketOf(seq);
        Integer count = condition.remove(ticket);
        if (count != null) {
            queue(turn, ticket, new Wish(count, Told.EXPIRED));
        }
        return Answer.DONE;
    }

    private Answer look() {
        CellView.Holder now = holder;
        ByteSink sink = new ByteSink();
        sink.flag(now != null);
        if (now != null) {
            now.write(sink);
        }
        return Answer.done(sink.bytes());
    }

    private static Answer number(long value) {
        ByteSink sink = new ByteSink();
        sink.number(value);
        return Answer.done(sink.bytes());
    }

    @Override
    public void left(Turn turn, long ticket) {
        condition.remove(ticket);
        Wish wish = queue.remove(ticket);
        if (wish != null && wish.told() == Told.SIGNALLED) {
            reach(turn, 1); // a signal is not lost with whom it reached
        }
    }

    @Override
    public void ended(Turn turn, Predicate<Owner> who) {
        while (holder != null && who.test(holder.owner())) {
            free(turn);
        }
    }

    @Override
    public List<CellView.Holder> holders() {
        return holder == null ? List.of() : List.of(holder);
    }

    @Override
    public boolean waitsForHolders(long ticket) {
        return queue.containsKey(ticket);
    }

    @Override
    public void write(ByteSink sink) {
        CellView.Holder now = holder;
        sink.flag(now != null);
        if (now != null) {
            now.write(sink);
        }
        sink.number(queue.size());
        queue.forEach((ticket, wish) -> {
            sink.number(ticket);
            sink.number(wish.count());
            sink.text(wish.told().name());
        });
        sink.number(condition.size());
        condition.forEach((ticket, count) -> {
            sink.number(ticket);
            sink.number(count);
        });
    }

    static LockMachine read(boolean reentrant, ByteSource source) {
        LockMachine lock = new LockMachine(reentrant);
        lock.holder = source.flag() ? CellView.Holder.read(source) : null;
        for (int left = source.count(); left > 0; left--) {
            lock.queue.put(source.number(), new Wish(source.count(), source.constant(Told.class)));
        }
        for (int left = source.count(); left > 0; left--) {
            lock.condition.put(source.number(), source.count());
        }
        return lock;
    }
}
