package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Permits, never more than it was made with. Those who wait get theirs in the order they came; nobody overtakes. */
final class SemaphoreMachine implements Machine {
    private final int permits;
    private int free;
    private final Map<Owner, CellView.Holder> holders = new LinkedHashMap<>();
    /** How many permits each wants, by ticket. */
    private final Map<Long, Integer> queue = new LinkedHashMap<>();

    private SemaphoreMachine(int permits) {
        this.permits = permits;
        free = permits;
    }

    static SemaphoreMachine open(ByteSource spec) {
        return new SemaphoreMachine(spec.count());
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        int wanted = op.count();
        return switch (code) {
            case SemaphoreOp.TRY -> acquire(turn, wanted, false);
            case SemaphoreOp.ACQUIRE -> acquire(turn, wanted, true);
            case SemaphoreOp.RELEASE -> release(turn, wanted);
            case SemaphoreOp.LOOK -> number(free);
            default -> throw new IllegalArgumentException("operation " + code + " of a semaphore is not known");
        };
    }

    private Answer acquire(Turn turn, int wanted, boolean waits) {
        if (wanted < 1 || wanted > permits) {
            return Answer.refused(
                    Status.BAD_INPUT, "was asked for " + wanted + " permits and has " + permits + "; nothing changed");
        }
        if (queue.isEmpty() && wanted <= free) {
            return number(grant(turn, turn.owner(), wanted));
        }
        return waits ? turn.park(ticket -> queue.put(ticket, wanted)) : number(0);
    }

    private long grant(Turn turn, Owner owner, int count) {
        free -= count;
        long fence = turn.nextFence();
        CellView.Holder had = holders.get(owner);
        holders.put(
                owner,
                had == null
                        ? new CellView.Holder(owner, count, fence, turn.nowMillis())
                        : new CellView.Holder(owner, had.count() + count, fence, had.sinceMillis()));
        return fence;
    }

    private Answer release(Turn turn, int count) {
        CellView.Holder had = holders.get(turn.owner());
        if (count < 1 || had == null || had.count() < count) {
            return Answer.refused(
                    Status.BAD_INPUT,
                    "cannot take " + count + " permits back from "
                            + turn.owner().text() + ", who has " + (had == null ? 0 : had.count())
                            + "; nothing changed");
        }
        if (had.count() == count) {
            holders.remove(turn.owner());
        } else {
            holders.put(
                    turn.owner(),
                    new CellView.Holder(had.owner(), had.count() - count, had.fence(), had.sinceMillis()));
        }
        free += count;
        serve(turn);
        return Answer.DONE;
    }

    private void serve(Turn turn) {
        var waiting = queue.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<Long, Integer> first = waiting.next();
            if (first.getValue() > free) {
                return;
            }
            waiting.remove();
            long ticket = first.getKey();
            turn.serve(ticket, bytes(grant(turn, turn.ownerOf(ticket), first.getValue())));
        }
    }

    private static Answer number(long value) {
        return Answer.done(bytes(value));
    }

    private static byte[] bytes(long value) {
        ByteSink sink = new ByteSink();
        sink.number(value);
        return sink.bytes();
    }

    @Override
    public void left(Turn turn, long ticket) {
        queue.remove(ticket);
        serve(turn); // it may have kept smaller ones waiting
    }

    @Override
    public void ended(Turn turn, Predicate<Owner> who) {
        List<CellView.Holder> over = holders.values().stream()
                .filter(holder -> who.test(holder.owner()))
                .toList();
        for (CellView.Holder each : over) {
            holders.remove(each.owner());
            free += each.count();
        }
        serve(turn);
    }

    @Override
    public List<CellView.Holder> holders() {
        return List.copyOf(holders.values());
    }

    @Override
    public boolean waitsForHolders(long ticket) {
        return queue.containsKey(ticket);
    }

    @Override
    public void write(ByteSink sink) {
        sink.number(free);
        sink.number(holders.size());
        holders.values().forEach(each -> each.write(sink));
        sink.number(queue.size());
        queue.forEach((ticket, wanted) -> {
            sink.number(ticket);
            sink.number(wanted);
        });
    }

    static SemaphoreMachine read(ByteSource spec, ByteSource source) {
        SemaphoreMachine semaphore = open(spec);
        semaphore.free = source.count();
        for (int left = source.count(); left > 0; left--) {
            CellView.Holder each = CellView.Holder.read(source);
            semaphore.holders.put(each.owner(), each);
        }
        for (int left = source.count(); left > 0; left--) {
            semaphore.queue.put(source.number(), source.count());
        }
        return semaphore;
    }
}
