package io.workgrid.testkit.sim;

import io.workgrid.api.view.ItemError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the task will do with an item at an attempt. */
final class Fate {
    private final Scenario scenario;
    private final Dice dice;

    Fate(Scenario scenario, Dice dice) {
        this.scenario = scenario;
        this.dice = dice;
    }

    long millis() {
        if (scenario.itemMillis() == 0) {
            return 0;
        }
        int base = dice.between(1, 2 * scenario.itemMillis());
        return scenario.heavyTail() && dice.chance(0.02) ? Math.min(base * 100L, 3_000) : base;
    }

    /** {@code null}: the task returns. */
    @Nullable
    ItemError error() {
        if (dice.chance(scenario.throwing())) {
            boolean fatal = dice.chance(scenario.fatal());
            return error(ItemError.Kind.EXCEPTION, fatal, dice.chance(0.2) ? Map.of("exit", "3") : Map.of());
        }
        if (dice.chance(scenario.dying())) {
            return error(dice.oneOf(ItemError.Kind.TIMEOUT, ItemError.Kind.WORKER_DIED), false, Map.of());
        }
        return null;
    }

    private static ItemError error(ItemError.Kind kind, boolean permanent, Map<String, String> details) {
        return new ItemError(kind, List.of("sim.Failed"), "as the dice fell", "", permanent, details);
    }
}
