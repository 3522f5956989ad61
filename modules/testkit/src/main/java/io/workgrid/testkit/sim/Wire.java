package io.workgrid.testkit.sim;

/** The network: messages come late, in another order, twice, or not at all. Calm once the scenario is. */
final class Wire {
    static final int LATEST_REPEAT_MILLIS = 15_000;

    private final Scenario scenario;
    private final Dice dice;
    private final Agenda agenda;

    Wire(Scenario scenario, Dice dice, Agenda agenda) {
        this.scenario = scenario;
        this.dice = dice;
        this.agenda = agenda;
    }

    void send(Runnable deliver) {
        if (calm()) {
            agenda.in(1, deliver);
            return;
        }
        if (!dice.chance(scenario.droppedMessages())) {
            agenda.in(delay(), deliver);
        }
        if (dice.chance(scenario.repeatedMessages())) {
            agenda.in(dice.between(0, dice.oneOf(50, 2_000, LATEST_REPEAT_MILLIS)), deliver);
        }
    }

    boolean calm() {
        return agenda.nowMillis() >= Scenario.CALM_MILLIS;
    }

    private long delay() {
        return dice.chance(0.05) ? dice.between(0, 1_000) : dice.between(0, 10);
    }
}
