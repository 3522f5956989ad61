package io.workgrid.testkit.sim;

import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.Owner;
import io.workgrid.core.shared.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process and its way to the cells: numbers its calls, makes them again until they are answered, asks when no wake-up comes, gives up waiting. */
final class SharedSession {
    private static final int AGAIN_MILLIS = 150;
    private static final int ASK_MILLIS = 1_000;

    private final String name;
    private final SimulatedCells grid;
    private final Agenda agenda;
    private final Map<Long, Open> open = new TreeMap<>();
    private final List<SharedOwner> owners = new ArrayList<>();
    private long numbers;
    private boolean alive = true;

    SharedSession(String name, SimulatedCells grid, Agenda agenda) {
        this.name = name;
        this.grid = grid;
        this.agenda = agenda;
    }

    String name() {
        return name;
    }

    boolean alive() {
        return alive;
    }

    List<SharedOwner> owners() {
        return owners;
    }

    void kill() {
        alive = false;
    }

    boolean idle() {
        return !alive || owners.stream().allMatch(SharedOwner::finished);
    }

    /** A call under the next number. */
    Open begin(
            String key, Kind kind, byte[] spec, Owner owner, @Nullable Guard guard, byte[] op, Consumer<Answer> then) {
        Open call = new Open(key, ++numbers, then);
        call.first = new Call(Call.Verb.DO, name, call.seq, settled(key), owner, guard, kind, spec, op);
        call.current = call.first;
        open.put(call.seq, call);
        call.again();
        return call;
    }

    /** A call without a number, until it is answered. */
    void repeat(String key, Call call, Runnable then) {
        Open repeated = new Open(key, - ++numbers, answer -> then.run());
        repeated.first = call;
        repeated.current = call;
        open.put(repeated.seq, repeated);
        repeated.again();
    }

    private Settled settled(String key) {
        long[] but = open.values().stream()
                .filter(call -> call.key.equals(key) && call.seq > 0)
                .mapToLong(call -> call.seq)
                .toArray();
        return new Settled(numbers + 1, but);
    }

    void woken(Answer.Wake wake) {
        Open call = open.get(wake.seq());
        if (alive && call != null) {
            call.answered(wake.answer());
        }
    }

    /** A call that has no answer yet. */
    final class Open {
        private final String key;
        private final long seq;
        private final Consumer<Answer> then;
        private Call first = Call.end(Owner.thread("", "", ""), Kind.EVENT, new byte[0]);
        private Call current = first;
        private boolean pending;
        private boolean interrupted;

        private Open(String key, long seq, Consumer<Answer> then) {
            this.key = key;
            this.seq = seq;
            this.then = then;
        }

        long seq() {
            return seq;
        }

        boolean waiting() {
            return open.get(seq) == this;
        }

        private void again() {
            if (!alive || !waiting()) {
                return;
            }
            Call now = current.seq() == 0 ? current : current.again(settledButMe());
            grid.send(() -> {
                Answer answer = grid.store().call(key, now);
                if (answer != null) {
                    grid.send(() -> replied(answer));
                }
            });
            boolean asking = pending && current.verb() != Call.Verb.WITHDRAW;
            agenda.in(asking ? ASK_MILLIS : AGAIN_MILLIS, this::again);
        }

        private Settled settledButMe() {
            return settled(key);
        }

        private void replied(Answer answer) {
            if (!alive) {
                return; // the wake-ups are lost with the process
            }
            grid.wake(answer.wakes());
            answered(answer);
        }

        private void answered(Answer answer) {
            if (!alive || !waiting()) {
                return;
            }
            if (answer.status() == Answer.Status.LOST_SESSION) {
                grid.startAgain(SharedSession.this);
            } else if (answer.status() == Answer.Status.PENDING) {
                pending = true;
                if (interrupted) {
                    giveUp();
                    return;
                }
                current = current.verb() == Call.Verb.DO ? first.asked(settledButMe()) : current;
            } else {
                open.remove(seq);
                then.accept(answer);
            }
        }

        /** If it waits, or will, it does so no more; a call that does not wait is seen to its end. */
        void interrupt() {
            interrupted = true;
            if (pending) {
                giveUp();
            }
        }

        /** Waits no more. What comes then is either that nobody waits, or the answer that had come. */
        void giveUp() {
            if (alive && waiting() && current.verb() != Call.Verb.WITHDRAW) {
                current = first.withdrawn(settledButMe());
                again();
            }
        }
    }
}
