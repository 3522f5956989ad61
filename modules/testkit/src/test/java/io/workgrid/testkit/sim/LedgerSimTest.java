package io.workgrid.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.view.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The ledger under every fault the simulation knows, for many seeds: {@code workgrid.sim.seeds} of them (default 10,000) from {@code
 * workgrid.sim.first} (default 1) on, or the one {@code workgrid.sim.seed}.
 */
class LedgerSimTest {

    @Test
    void everyRuleHoldsForEverySeed() {
        Long one = Long.getLong("workgrid.sim.seed");
        if (one != null) {
            System.out.println("seed " + one + ": " + SimulatedGrid.run(one));
            return;
        }
        long first = Long.getLong("workgrid.sim.first", 1);
        long seeds = Long.getLong("workgrid.sim.seeds", 10_000);
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        long refusals = 0;
        long calls = 0;
        long started = System.nanoTime();
        for (long seed = first; seed < first + seeds; seed++) {
            SimulatedGrid.Run run = SimulatedGrid.run(seed);
            run.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
            refusals += run.refusals();
            calls += run.calls();
        }
        System.out.printf(
                "%,d seeds, %,d calls, %,d refused reports, %s in %,d ms%n",
                seeds, calls, refusals, outcomes, (System.nanoTime() - started) / 1_000_000);
        // A simulation that does not reach what it is for proves nothing.
        assertThat(refusals).isGreaterThan(seeds / 100);
        assertThat(outcomes.values()).hasSize(4).allMatch(count -> count > seeds / 100);
    }
}
