package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.BarrierOp;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.Owner;
import io.workgrid.core.shared.QueueOp;
import io.workgrid.core.shared.SemaphoreOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A shared object in one thread: processes with owners around production cells, on virtual time, with messages that are late, repeated or lost, wake-ups that do not
 * come, processes that die or are taken for dead, and items that end. All of it follows from the seed.
 */
public final class SimulatedCells {
    private static final long LATEST_END_MILLIS = SharedScenario.START_MILLIS + 1_800_000;
    private static final int KEEP_MILLIS = 250;
    private static final int LATEST_REPEAT_MILLIS = 5_000;

    private final SharedScenario scenario;
    private final Dice dice;
    private final Agenda agenda;
    private final SharedAudit audit;
    private final SharedStore store;
    private final List<SharedSession> sessions = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private int items;
    private boolean closing;

    private SimulatedCells(long seed) {
        scenario = SharedScenario.of(seed);
        dice = new Dice(~seed);
        agenda = new Agenda(dice, SharedScenario.START_MILLIS);
        audit = new SharedAudit(scenario);
        store = new SharedStore(scenario, dice, agenda, audit);
    }

    /**
     * What a run was like, to see that the simulation reaches what it is for.
     *
     * @param play what was done
     * @param millis how long it took, in virtual time
     * @param calls how many calls the cells got
     * @param grants how many grants, generations, adds or deliveries there were
     */
    public record Run(String play, long millis, long calls, long grants) {}

    /**
     * Runs to the end of all owners.
     *
     * @throws Violation if a rule did not hold; it names the command that replays the run
     */
    public static Run run(long seed) {
        try {
            return new SimulatedCells(seed).run();
        } catch (Violation | RuntimeException e) {
            throw Violation.of("CellSimTest", seed, e);
        }
    }

    private Run run() {
        for (int n = 0; n < scenario.sessions(); n++) {
            join(scenario.owners());
        }
        for (int n = 0; n < scenario.deaths(); n++) {
            agenda.in(dice.between(0, dice.oneOf(1_000, 15_000)), this::death);
        }
        for (int n = 0; n < scenario.ends(); n++) {
            agenda.in(dice.between(0, dice.oneOf(1_000, 10_000)), this::itemEnds);
        }
        agenda.in(SharedScenario.CALM_MILLIS - SharedScenario.START_MILLIS, () -> join(2));
        agenda.in(KEEP_MILLIS, this::keep);
        while (!over()) {
            unless(agenda.step(), () -> "nothing happens any more");
            unless(agenda.nowMillis() < LATEST_END_MILLIS, () -> "somebody waits for ever: " + state());
        }
        long end = agenda.nowMillis();
        while (agenda.nowMillis() < end + 2 * LATEST_REPEAT_MILLIS && agenda.step()) {} // what is still on its way
        audit.end(store, sessions.size());
        return new Run(scenario.play().word(), end - SharedScenario.START_MILLIS, store.calls(), audit.grants());
    }

    private boolean over() {
        return agenda.nowMillis() > SharedScenario.CALM_MILLIS
                && (scenario.play() != SharedScenario.Play.QUEUE || closing)
                && sessions.stream().allMatch(SharedSession::idle);
    }

    private String state() {
        var cell = store.cell(SharedOwner.MAIN);
        return scenario + " " + (cell == null ? "no cell" : cell.view());
    }

    Dice dice() {
        return dice;
    }

    Agenda agenda() {
        return agenda;
    }

    SharedAudit audit() {
        return audit;
    }

    SharedStore store() {
        return store;
    }

    Kind kind() {
        return switch (scenario.play()) {
            case LOCK -> Kind.LOCK;
            case RLOCK -> Kind.RLOCK;
            case SEMAPHORE -> Kind.SEMAPHORE;
            case BARRIER -> Kind.BARRIER;
            case COUNTER -> Kind.COUNTER;
            case QUEUE -> Kind.QUEUE;
        };
    }

    byte[] spec() {
        return switch (scenario.play()) {
            case SEMAPHORE -> SemaphoreOp.spec(scenario.size());
            case BARRIER -> BarrierOp.spec(scenario.size());
            case QUEUE -> QueueOp.spec(scenario.size());
            case LOCK, RLOCK, COUNTER -> SharedOwner.NO_SPEC;
        };
    }

    /** Late, twice, or not at all; at once when it is calm. */
    void send(Runnable deliver) {
        if (agenda.nowMillis() >= SharedScenario.CALM_MILLIS) {
            agenda.in(1, deliver);
            return;
        }
        if (!dice.chance(scenario.dropped())) {
            agenda.in(dice.chance(0.05) ? dice.between(0, 1_000) : dice.between(0, 10), deliver);
        }
        if (dice.chance(scenario.repeated())) {
            agenda.in(dice.between(0, dice.oneOf(50, LATEST_REPEAT_MILLIS)), deliver);
        }
    }

    void wake(List<Answer.Wake> wakes) {
        for (Answer.Wake wake : wakes) {
            sessions.stream()
                    .filter(session -> session.name().equals(wake.session()))
                    .forEach(session -> send(() -> session.woken(wake)));
        }
    }

    private SharedSession join(int owners) {
        SharedSession session = new SharedSession("s" + sessions.size(), this, agenda);
        sessions.add(session);
        for (int n = 0; n < owners; n++) {
            begin(session, ++items, 1, scenario.rounds());
        }
        return session;
    }

    private void begin(SharedSession session, int item, int attempt, int rounds) {
        SharedOwner owner = new SharedOwner(scenario, session, this, item, attempt, rounds);
        session.owners().add(owner);
        owner.next();
    }

    private void keep() {
        Set<String> alive = new HashSet<>();
        sessions.stream()
                .map(SharedSession::name)
                .filter(name -> !gone.contains(name))
                .forEach(alive::add);
        store.keep(alive::contains, this::wake);
        if (agenda.nowMillis() > SharedScenario.CALM_MILLIS
                && scenario.play() == SharedScenario.Play.QUEUE
                && !closing
                && sessions.stream()
                        .filter(SharedSession::alive)
                        .flatMap(session -> session.owners().stream())
                        .noneMatch(SharedOwner::producing)) {
            closing = true;
            SharedSession closer = join(0);
            Owner owner = Owner.thread(closer.name(), "n", "closer");
            closer.begin(SharedOwner.MAIN, kind(), spec(), owner, null, QueueOp.close(), answer -> {});
        }
        agenda.in(KEEP_MILLIS, this::keep);
    }

    private void death() {
        List<SharedSession> there =
                sessions.stream().filter(SharedSession::alive).toList();
        if (there.isEmpty()) {
            return;
        }
        SharedSession session = there.get(dice.between(0, there.size() - 1));
        boolean dies = dice.chance(0.6);
        agenda.in(dice.between(0, 3_000), () -> {
            gone.add(session.name());
            audit.over(session.name());
        });
        if (dies) {
            session.kill();
            audit.over(session.name());
            agenda.in(dice.between(0, 3_000), () -> join(scenario.owners()));
        }
    }

    /** It was told that it is held to be lost: what it did is over, and it begins as another. */
    void startAgain(SharedSession session) {
        session.kill();
        audit.over(session.name());
        agenda.in(dice.between(0, 1_000), () -> join(scenario.owners()));
    }

    private void itemEnds() {
        List<SharedSession> there = sessions.stream()
                .filter(session -> session.alive() && session.owners().stream().anyMatch(SharedOwner::busy))
                .toList();
        if (there.isEmpty()) {
            return;
        }
        SharedSession session = there.get(dice.between(0, there.size() - 1));
        List<SharedOwner> busy =
                session.owners().stream().filter(SharedOwner::busy).toList();
        SharedOwner owner = busy.get(dice.between(0, busy.size() - 1));
        owner.end();
        begin(session, (int) owner.owner().item(), owner.owner().attempt() + 1, Math.max(1, owner.rounds()));
    }
}
