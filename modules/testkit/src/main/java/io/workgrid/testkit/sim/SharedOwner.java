package io.workgrid.testkit.sim;

import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.BarrierOp;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.CounterOp;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.LockOp;
import io.workgrid.core.shared.Owner;
import io.workgrid.core.shared.QueueOp;
import io.workgrid.core.shared.SemaphoreOp;
import io.workgrid.core.shared.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt at an item, and what it does with the object: round after round, until it is through or is ended. */
final class SharedOwner {
    static final String MAIN = "main";
    static final String WRITTEN = "written";
    static final byte[] NO_SPEC = {};

    private final SharedScenario scenario;
    private final SharedSession session;
    private final SimulatedCells grid;
    private final Dice dice;
    private final Agenda agenda;
    private final SharedAudit audit;
    private final Owner owner;
    private final boolean puts;
    private int rounds;
    private boolean ended;
    private boolean releasing;
    private boolean released;
    private SharedSession.@Nullable Open now;

    SharedOwner(
            SharedScenario scenario, SharedSession session, SimulatedCells grid, int item, int attempt, int rounds) {
        this.scenario = scenario;
        this.session = session;
        this.grid = grid;
        this.dice = grid.dice();
        this.agenda = grid.agenda();
        this.audit = grid.audit();
        this.owner = Owner.attempt(session.name(), "n", "j", item, attempt);
        this.puts = item % 2 == 0;
        this.rounds = rounds;
    }

    Owner owner() {
        return owner;
    }

    int rounds() {
        return rounds;
    }

    boolean finished() {
        return released;
    }

    boolean busy() {
        return !ended;
    }

    boolean producing() {
        return scenario.play() == SharedScenario.Play.QUEUE && puts && rounds > 0 && !released;
    }

    void next() {
        boolean forEver = scenario.play() == SharedScenario.Play.QUEUE && !puts;
        if (ended) {
            return;
        }
        if (rounds-- <= 0 && !forEver) {
            end();
            return;
        }
        agenda.in(dice.between(0, 300), () -> {
            if (!ended) {
                round();
            }
        });
    }

    private void round() {
        switch (scenario.play()) {
            case LOCK, RLOCK -> lock();
            case SEMAPHORE -> semaphore();
            case BARRIER -> barrier();
            case COUNTER ->
                change(WRITTEN, Kind.COUNTER, NO_SPEC, null, CounterOp.add(1), answer -> {
                    audit.counted(CounterOp.number(answer.value()));
                    next();
                });
            case QUEUE -> queue();
        }
    }

    /** The item ends here, whatever it was doing: what it waits for it waits for no more, and what it has is released. */
    void end() {
        ended = true;
        SharedSession.Open waiting = now;
        if (waiting != null && waiting.waiting()) {
            waiting.interrupt();
        } else {
            release();
        }
    }

    private void release() {
        if (!releasing) {
            releasing = true;
            audit.over(owner);
            session.repeat(MAIN, Call.end(owner, grid.kind(), grid.spec()), () -> released = true);
        }
    }

    private void change(String key, Kind kind, byte[] spec, @Nullable Guard guard, byte[] op, Consumer<Answer> then) {
        if (ended) {
            return;
        }
        now = session.begin(key, kind, spec, owner, guard, op, answer -> {
            now = null;
            then.accept(answer); // also of an item that has ended: what it got is accounted for, and given back
            if (ended) {
                release();
            }
        });
    }

    private void main(byte[] op, Consumer<Answer> then) {
        change(MAIN, grid.kind(), grid.spec(), null, op, then);
    }

    /** Perhaps waits no longer than so. */
    private void perhapsGiveUp(boolean surely) {
        SharedSession.Open waiting = now;
        if (waiting != null && (surely || dice.chance(scenario.impatient()))) {
            agenda.in(dice.between(1, 3_000), waiting::giveUp);
        }
    }

    // --- lock

    private void lock() {
        boolean tries = dice.chance(0.2);
        main(tries ? LockOp.tryAcquire() : LockOp.acquire(), answer -> {
            long fence = answer.status() == Answer.Status.DONE ? LockOp.fence(answer.value()) : 0;
            if (fence > 0) {
                audit.granted(owner, fence);
                held(fence, dice.between(0, 2));
            } else {
                next();
            }
        });
        perhapsGiveUp(false);
    }

    private void held(long fence, int writes) {
        if (writes > 0) {
            Guard guard = new Guard(MAIN, fence);
            change(WRITTEN, Kind.COUNTER, NO_SPEC, guard, CounterOp.add(1), answer -> {
                audit.wrote(owner, answer);
                held(fence, writes - 1);
            });
        } else if (dice.chance(0.2)) {
            awaitSignal();
        } else if (dice.chance(0.4)) {
            main(LockOp.signal(dice.between(1, 3)), answer -> unlock());
        } else {
            agenda.in(dice.between(0, 100), () -> {
                if (!ended) {
                    unlock();
                }
            });
        }
    }

    /** Gives the lock back, waits for a signal until the time is up, and has the lock again. */
    private void awaitSignal() {
        audit.releases(owner);
        main(LockOp.await(), answer -> {
            if (answer.status() == Answer.Status.DONE) {
                audit.granted(owner, LockOp.fenceAfterWait(answer.value()));
                unlock();
            } else {
                next();
            }
        });
        SharedSession.Open waiting = now;
        if (waiting != null) {
            agenda.in(dice.between(1, 2_000), () -> expire(waiting));
        }
    }

    private void expire(SharedSession.Open waiting) {
        if (!ended && waiting.waiting()) {
            session.begin(MAIN, grid.kind(), grid.spec(), owner, null, LockOp.expire(waiting.seq()), answer -> {
                if (waiting.waiting()) { // it came before the wait did
                    agenda.in(500, () -> expire(waiting));
                }
            });
        }
    }

    private void unlock() {
        audit.releases(owner);
        main(LockOp.release(), answer -> {
            audit.released(owner, answer);
            next();
        });
    }

    // --- semaphore

    private void semaphore() {
        int permits = dice.between(1, scenario.size());
        main(SemaphoreOp.acquire(permits), answer -> {
            if (answer.status() == Answer.Status.DONE) {
                agenda.in(dice.between(0, 100), () -> {
                    if (!ended) {
                        main(SemaphoreOp.release(permits), done -> next());
                    }
                });
            } else {
                next();
            }
        });
        perhapsGiveUp(false);
    }

    // --- barrier

    private void barrier() {
        main(BarrierOp.await(dice.chance(0.3)), answer -> {
            if (answer.status() == Answer.Status.BROKEN && dice.chance(0.7)) {
                main(BarrierOp.reset(), done -> next());
            } else if (answer.status() == Answer.Status.DONE && BarrierOp.mustAct(answer.value())) {
                main(BarrierOp.acted(dice.chance(0.8)), done -> next());
            } else {
                next();
            }
        });
        perhapsGiveUp(true);
    }

    // --- queue

    private void queue() {
        if (puts) {
            int element = audit.element();
            main(QueueOp.put(true, List.of(Value.of(element))), answer -> {
                if (answer.status() == Answer.Status.DONE) {
                    audit.put(element);
                }
                next();
            });
            perhapsGiveUp(false);
        } else {
            boolean forGood = dice.chance(0.3);
            if (forGood) {
                audit.finishing();
            }
            long begun = audit.doneSoFar();
            main(QueueOp.get(true, forGood, true), answer -> got(answer, forGood, begun));
            perhapsGiveUp(false);
        }
    }

    private void got(Answer answer, boolean forGood, long begun) {
        if (forGood) {
            audit.answered();
        }
        if (answer.status() == Answer.Status.CLOSED) {
            end();
            return;
        }
        QueueOp.Taken taken = answer.status() == Answer.Status.DONE ? QueueOp.taken(answer.value()) : null;
        if (taken == null) {
            next();
            return;
        }
        int element = (int) taken.value().number();
        audit.delivered(element, taken.deliveredBefore(), begun);
        if (forGood) {
            audit.done(element);
            next();
        } else if (dice.chance(0.8)) {
            if (ended) {
                return;
            }
            audit.finishing();
            main(QueueOp.taskDone(), done -> {
                audit.answered();
                if (done.status() == Answer.Status.DONE) {
                    audit.done(element);
                }
                next();
            });
        } else {
            main(QueueOp.giveBack(), done -> next());
        }
    }
}
