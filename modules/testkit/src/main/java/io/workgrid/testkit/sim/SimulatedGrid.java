package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.api.view.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A grid in one thread: many nodes and clients around one production ledger, on virtual time, with messages that are late, repeated or
 * lost and nodes that are killed, frozen, cut off and drained. All of it follows from the seed.
 */
public final class SimulatedGrid {
    private static final long LATEST_END_MILLIS = Scenario.START_MILLIS + 3_600_000;
    private static final int HEARTBEAT_MILLIS = 5_000;

    private final Scenario scenario;
    private final Dice dice;
    private final Agenda agenda;
    private final Wire wire;
    private final SimStore store;
    private final SimReader reader;
    private final SimClient client;
    private final List<SimNode> nodes = new ArrayList<>();
    private int incarnations;

    private SimulatedGrid(long seed) {
        scenario = Scenario.of(seed);
        dice = new Dice(~seed);
        agenda = new Agenda(dice, Scenario.START_MILLIS);
        wire = new Wire(scenario, dice, agenda);
        store = new SimStore(scenario, dice, agenda);
        reader = new SimReader(store);
        client = new SimClient(scenario, dice, agenda, wire, store);
    }

    /**
     * What a run was like, to see that the simulation reaches what it is for.
     *
     * @param millis how long the job took, in virtual time
     * @param calls how many calls the ledger got
     * @param leases how many leases it gave
     * @param refusals how many reports it refused
     * @param outcomes items by outcome
     */
    public record Run(long millis, long calls, long leases, long refusals, Map<Outcome, Long> outcomes) {}

    /**
     * Runs a job to its end.
     *
     * @throws Violation if a rule did not hold; it names the command that replays the run
     */
    public static Run run(long seed) {
        try {
            return new SimulatedGrid(seed).run();
        } catch (Violation | RuntimeException e) {
            throw Violation.of("LedgerSimTest", seed, e);
        }
    }

    private Run run() {
        for (int n = 0; n < scenario.nodes(); n++) {
            join();
        }
        for (int n = 0; n < scenario.faults(); n++) {
            agenda.in(dice.between(0, dice.oneOf(300, 3_000, 30_000)), this::fault);
        }
        agenda.in(Scenario.CALM_MILLIS - Scenario.START_MILLIS, this::calm);
        agenda.in(0, this::look);
        while (!store.invariants.ended() || !client.sealed()) {
            unless(agenda.step(), () -> "nothing happens any more and the job has not ended");
            unless(agenda.nowMillis() < LATEST_END_MILLIS, () -> "the job does not end: " + store.view());
        }
        store.tick();
        store.invariants.checkItems(store.view());
        reader.look();
        reader.checkAllRead();
        return new Run(
                agenda.nowMillis() - Scenario.START_MILLIS,
                store.calls(),
                store.invariants.leases(),
                store.refusals(),
                new EnumMap<>(store.view().counts()));
    }

    private void join() {
        String name = "n" + ++incarnations;
        nodes.add(new SimNode(name, dice.between(1, 4), scenario, dice, agenda, wire, store));
    }

    private void look() {
        reader.look();
        agenda.in(dice.between(20, 1_000), this::look);
    }

    private void fault() {
        List<SimNode> there = nodes.stream().filter(SimNode::alive).toList();
        if (there.isEmpty()) {
            return;
        }
        SimNode node = there.get(dice.between(0, there.size() - 1));
        int millis = dice.between(100, dice.oneOf(1_000, 20_000));
        switch (dice.between(0, 4)) {
            case 0 -> kill(node);
            case 1 -> {
                node.freeze(millis);
                absent(node, millis);
            }
            case 2 -> {
                node.cutOff(millis);
                absent(node, millis);
            }
            case 3 -> drain(node);
            default -> lost(node, dice.between(0, 200)); // held to be lost though nothing is wrong with it
        }
    }

    private void kill(SimNode node) {
        node.kill();
        lost(node, dice.between(0, HEARTBEAT_MILLIS));
    }

    /** Who is silent for longer than a heartbeat is held to be lost. */
    private void absent(SimNode node, int millis) {
        if (millis > HEARTBEAT_MILLIS) {
            lost(node, HEARTBEAT_MILLIS);
        }
    }

    private void drain(SimNode node) {
        node.drain();
        awaitDrained(node);
    }

    private void awaitDrained(SimNode node) {
        if (node.alive() && node.drained()) {
            kill(node);
        } else if (node.alive()) {
            agenda.in(100, () -> awaitDrained(node));
        }
    }

    /** Told by one member or by several, now or later. The node itself learns it last, and comes back as another. */
    private void lost(SimNode node, int delayMillis) {
        for (int observers = dice.between(1, 3); observers > 0; observers--) {
            agenda.in(delayMillis + dice.between(0, 500), () -> store.lost(node.name()));
        }
        agenda.in(delayMillis + dice.between(500, 10_000), () -> {
            node.kill();
            if (dice.chance(0.9)) {
                join();
            }
        });
    }

    /** From here on nobody fails: who is left finishes the job. */
    private void calm() {
        join();
        // A pause that comes again after its resume pauses again: no number tells them apart. A client has the last
        // word.
        agenda.in(Wire.LATEST_REPEAT_MILLIS, store::resume);
        agenda.in(Wire.LATEST_REPEAT_MILLIS, store::release);
    }
}
