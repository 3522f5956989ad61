package io.workgrid.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobOptions;
import io.workgrid.core.job.ShardLayout;
import org.junit.jupiter.api.Test;

/** The simulation in small: it is deterministic, loses no time of its own, and shows a ledger that is the bottleneck. */
class SimulationTest {
    private static final long MILLI = 1_000_000;
    private static final ShardLayout ONE = new ShardLayout(1, Long.MAX_VALUE);

    private static Simulation simulation(int workers, int chunkSize, long seed, ShardLayout shards, Walk walk) {
        return new Simulation(workers, new Work(10_000, MILLI, chunkSize, seed), shards, walk, Costs.MEASURED);
    }

    @Test
    void tenWorkersLoseLittle() {
        Simulation.Result result = simulation(10, 0, 1, ONE, Walk.DESIGN).run();
        assertThat(result.efficiency()).isBetween(0.9, 1.0);
        assertThat(result.busiest()).isLessThan(0.1);
    }

    @Test
    void sameSeedGivesTheSame() {
        ShardLayout four = new ShardLayout(4, 2_500);
        Simulation.Result result = simulation(30, 0, 1, four, Walk.DESIGN).run();
        assertThat(simulation(30, 0, 1, four, Walk.DESIGN).run()).isEqualTo(result);
        assertThat(simulation(30, 0, 2, four, Walk.DESIGN).run()).isNotEqualTo(result);
    }

    @Test
    void oneWorkerWithoutCostsTakesJustTheTimeOfItsItems() {
        Work work = new Work(100, MILLI, 0, 1);
        Simulation.Result result = new Simulation(1, work, ONE, Walk.DESIGN, new Costs(0, 0)).run();
        assertThat((double) result.nanos()).isEqualTo(result.idealNanos());
    }

    @Test
    void aLedgerThatIsAlwaysBusyIsTheLimitAndShardsLiftIt() {
        Simulation.Result one = simulation(800, 1, 1, ONE, Walk.DESIGN).run();
        Simulation.Result eight =
                simulation(800, 1, 1, new ShardLayout(8, 1_250), Walk.DESIGN).run();
        assertThat(one.busiest()).isGreaterThan(0.95);
        assertThat(one.exchangesPerSecond()).isBetween(15_000.0, 16_667.0);
        assertThat(eight.efficiency()).isGreaterThan(2 * one.efficiency());
    }

    @Test
    void everyWalkSettlesEveryItem() {
        for (Walk walk : new Walk[] {new Walk(true, true), new Walk(false, true), new Walk(false, false)}) {
            ShardLayout shards = new ShardLayout(7, 1_429);
            assertThat(simulation(50, 0, 1, shards, walk).run().efficiency()).isBetween(0.1, 1.0);
        }
    }

    @Test
    void theLayoutOfSmallJobsIsOneShard() {
        assertThat(ShardLayout.of(10_000, JobOptions.DEFAULT).count()).isEqualTo(1);
    }

    @Test
    void itemsLastAsLongAsSaidInTheMean() {
        Work work = new Work(100_000, MILLI, 0, 3);
        assertThat((double) work.nanos(0, work.items()) / work.items() / MILLI).isBetween(0.99, 1.01);
    }

    @Test
    void theCostOfALedgerIsARow() {
        assertThat(new LedgerCost(20, 100).markdown()).startsWith("| 20 | ").contains(" bytes | ");
    }
}
