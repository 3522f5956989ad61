package io.workgrid.testkit.sim;

import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.Reply;

/** The clients: one appends and seals an open job, others pause, resume, release, tune and stop, one reads. Each call may be executed again, later. */
final class SimClient {
    private static final int APPEND_MILLIS = 200;

    private final Scenario scenario;
    private final Dice dice;
    private final Agenda agenda;
    private final Wire wire;
    private final SimStore store;
    private long confirmed;
    private boolean sealed;

    SimClient(Scenario scenario, Dice dice, Agenda agenda, Wire wire, SimStore store) {
        this.scenario = scenario;
        this.dice = dice;
        this.agenda = agenda;
        this.wire = wire;
        this.store = store;
        this.sealed = !scenario.open();
        if (!sealed) {
            append();
        }
        if (scenario.spec().waits() != null) {
            agenda.in(dice.between(0, 10_000), () -> wire.send(store::release));
        }
        for (int call = 0; call < scenario.clientCalls(); call++) {
            agenda.in(dice.between(0, dice.oneOf(300, 3_000, 20_000)), this::call);
        }
    }

    /** One append at a time, the next one once it is confirmed; the seal after the last. */
    private void append() {
        if (confirmed == scenario.items()) {
            seal();
            return;
        }
        long end = Math.min(scenario.items(), confirmed + dice.between(1, 1 + scenario.items() / 5));
        append(end);
    }

    private void append(long end) {
        if (end <= confirmed) {
            return;
        }
        wire.send(() -> {
            store.append(scenario.spec().first() + end);
            wire.send(() -> appended(end));
        });
        agenda.in(APPEND_MILLIS, () -> append(end));
    }

    private void appended(long end) {
        if (end > confirmed) {
            confirmed = end;
            agenda.in(dice.between(0, 2_000), this::append);
        }
    }

    private void seal() {
        if (!sealed) {
            wire.send(() -> {
                store.seal();
                sealed = true;
            });
            agenda.in(APPEND_MILLIS, this::seal);
        }
    }

    private void call() {
        if (dice.chance(0.4)) {
            tune();
        } else if (dice.chance(0.6)) {
            wire.send(store::pause);
            agenda.in(dice.between(1, 5_000), () -> wire.send(store::resume));
        } else {
            Reply.Stop how = dice.oneOf(Reply.Stop.SOON, Reply.Stop.NOW);
            JobPhase endAs = dice.oneOf(JobPhase.CANCELLED, JobPhase.FAILED);
            wire.send(() -> store.stop(how, endAs));
        }
    }

    /** Numbered by what the client saw: a copy that comes late, or one of two clients at once, changes nothing. */
    private void tune() {
        long number = store.view().tuned() + 1;
        int value = dice.between(0, 3);
        boolean limit = dice.chance(0.6);
        wire.send(() -> {
            if (limit) {
                store.setParallelism(value, number);
            } else {
                store.setPriority(value - 2, number);
            }
        });
    }

    boolean sealed() {
        return sealed;
    }
}
