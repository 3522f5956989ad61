package io.workgrid.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Shared objects under every fault the simulation knows, for many seeds: {@code workgrid.sim.cells} of them (default 2,000) from {@code
 * workgrid.sim.first} (default 1) on, or the one {@code workgrid.sim.seed}.
 */
class CellSimTest {

    @Test
    void everyRuleHoldsForEverySeed() {
        Long one = Long.getLong("workgrid.sim.seed");
        if (one != null) {
            System.out.println("seed " + one + ": " + SimulatedCells.run(one));
            return;
        }
        long first = Long.getLong("workgrid.sim.first", 1);
        long seeds = Long.getLong("workgrid.sim.cells", 2_000);
        Map<String, Long> grants = new TreeMap<>();
        long calls = 0;
        long started = System.nanoTime();
        for (long seed = first; seed < first + seeds; seed++) {
            SimulatedCells.Run run = SimulatedCells.run(seed);
            grants.merge(run.play(), run.grants(), Long::sum);
            calls += run.calls();
        }
        System.out.printf(
                "%,d seeds, %,d calls, %s in %,d ms%n",
                seeds, calls, grants, (System.nanoTime() - started) / 1_000_000);
        // A simulation that does not reach what it is for proves nothing.
        assertThat(grants.values()).hasSize(6).allMatch(count -> count > seeds);
    }
}
