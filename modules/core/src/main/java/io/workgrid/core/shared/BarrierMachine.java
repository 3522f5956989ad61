package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A place where parties meet; nobody goes on before all are there.
 *
 * <pre>
 * FILLING -> FILLING (all are there and go on), ACTING (the last one has something to do first), BROKEN
 * ACTING  -> FILLING (done: all go on), BROKEN (it failed, or who did it is gone)
 * BROKEN  -> FILLING (reset)
 * </pre>
 *
 * A party that gives up or dies while it waits breaks the barrier: the others would wait for ever.
 */
final class BarrierMachine implements Machine {
    private final int parties;
    private final List<Party> waiting = new ArrayList<>();
    /** The tickets of those who wait for what the last party does. */
    private final List<Long> held = new ArrayList<>();

    private @Nullable Owner acting;
    private boolean broken;

    private record Party(long ticket, boolean action) {}

    private BarrierMachine(int parties) {
        this.parties = parties;
    }

    static BarrierMachine open(ByteSource spec) {
        return new BarrierMachine(spec.count());
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        boolean flag = op.flag();
        switch (code) {
            case BarrierOp.WAIT -> {
                return await(turn, flag);
            }
            case BarrierOp.ACTED -> {
                return acted(turn, flag);
            }
            case BarrierOp.RESET -> {
                breakUp(turn, "it was reset");
                broken = false;
                return Answer.DONE;
            }
            case BarrierOp.ABORT -> {
                breakUp(turn, "it was aborted");
                return Answer.DONE;
            }
            case BarrierOp.LOOK -> {
                return Answer.done(pair(waiting.size() + held.size(), broken));
            }
            default -> throw new IllegalArgumentException("operation " + code + " of a barrier is not known");
        }
    }

    private Answer await(Turn turn, boolean action) {
        if (broken) {
            return Answer.refused(Status.BROKEN, "is broken; reset makes it whole");
        }
        Answer parked = turn.park(ticket -> waiting.add(new Party(ticket, action)));
        if (parked.status() == Status.PENDING) {
            fill(turn);
        }
        return parked;
    }

    /** Lets go on whoever is complete. */
    private void fill(Turn turn) {
        while (acting == null && waiting.size() >= parties) {
            List<Party> all = List.copyOf(waiting.subList(0, parties));
            waiting.subList(0, parties).clear();
            Party last = all.get(parties - 1);
            all.subList(0, parties - 1).forEach(party -> held.add(party.ticket()));
            if (last.action()) {
                acting = turn.ownerOf(last.ticket());
            }
            turn.serve(last.ticket(), pair(0, last.action()));
            if (!last.action()) {
                letGo(turn);
            }
        }
    }

    private void letGo(Turn turn) {
        for (int place = 0; place < held.size(); place++) {
            turn.serve(held.get(place), pair(place + 1, false));
        }
        held.clear();
    }

    private Answer acted(Turn turn, boolean done) {
        if (!turn.owner().equals(acting)) {
            return Answer.refused(Status.BROKEN, "broke while its action ran");
        }
        if (done) {
            acting = null;
            letGo(turn);
            fill(turn);
        } else {
            breakUp(turn, "its action failed");
        }
        return Answer.DONE;
    }

    private void breakUp(Turn turn, String why) {
        broken = true;
        acting = null;
        List<Long> all = new ArrayList<>(held);
        waiting.forEach(party -> all.add(party.ticket()));
        held.clear();
        waiting.clear();
        all.forEach(ticket -> turn.refuse(ticket, Status.BROKEN, "broke while the caller waited: " + why));
    }

    private static byte[] pair(int number, boolean flag) {
        ByteSink sink = new ByteSink();
        sink.number(number);
        sink.flag(flag);
        return sink.bytes();
    }

    @Override
    public void left(Turn turn, long ticket) {
        held.remove(ticket);
        waiting.removeIf(party -> party.ticket() == ticket);
        breakUp(turn, "a party gave up or is gone");
    }

    @Override
    public void ended(Turn turn, Predicate<Owner> who) {
        if (acting != null && who.test(acting)) {
            breakUp(turn, "the party that ran its action is gone");
        }
    }

    /** Nobody holds a barrier; but who runs its action must not go unnoticed. */
    @Override
    public List<CellView.Holder> holders() {
        return acting == null ? List.of() : List.of(new CellView.Holder(acting, 1, 0, 0));
    }

    @Override
    public void write(ByteSink sink) {
        sink.flag(broken);
        Owner now = acting;
        sink.flag(now != null);
        if (now != null) {
            now.write(sink);
        }
        sink.number(held.size());
        held.forEach(sink::number);
        sink.number(waiting.size());
        waiting.forEach(party -> {
            sink.number(party.ticket());
            sink.flag(party.action());
        });
    }

    static BarrierMachine read(ByteSource spec, ByteSource source) {
        BarrierMachine barrier = open(spec);
        barrier.broken = source.flag();
        barrier.acting = source.flag() ? Owner.read(source) : null;
        for (int left = source.count(); left > 0; left--) {
            barrier.held.add(source.number());
        }
        for (int left = source.count(); left > 0; left--) {
            barrier.waiting.add(new Party(source.number(), source.flag()));
        }
        return barrier;
    }
}
