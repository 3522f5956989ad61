package io.workgrid.bench.scale;

import io.workgrid.api.JobOptions;
import io.workgrid.core.job.ShardLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints where a ledger saturates and what shards change, and draws it; see {@code modules/bench/run scale}. Argument: the root of the
 * clone. Takes minutes: it simulates up to ten million items at a time.
 */
final class ScaleCurve {
    private static final List<Integer> WORKERS = List.of(10, 30, 100, 300, 1_000, 3_000, 10_000);
    private static final List<Integer> ITEM_MILLIS = List.of(1, 10, 100);
    private static final long ITEMS_PER_WORKER = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SEED = 17;
    private static final int ROUNDS = 100_000;
    private static final ShardLayout ONE = new ShardLayout(1, Long.MAX_VALUE);

    private ScaleCurve() {}

    public static void main(String[] args) throws IOException {
        Path figure = Path.of(args[0]).resolve("modules/scaling.svg");
        Figure.Panel measured = panel("efficiency, chunks as measured", 0);
        Figure.Panel single = panel("efficiency, chunk size 1", 1);
        Files.writeString(figure, new Figure(List.of(measured, single)).svg());
        walks();
        System.out.printf("%n%s%n", LedgerCost.HEADER);
        new LedgerCost(WORKERS.get(0), ROUNDS).markdown(); // for the compiler
        WORKERS.forEach(workers -> System.out.println(new LedgerCost(workers, ROUNDS).markdown()));
    }

    private static Figure.Panel panel(String title, int chunkSize) {
        System.out.printf(
                "%n%s%n%n| item | workers | one ledger: efficiency | exchanges/s | shards | efficiency | exchanges/s | busiest ledger |%n"
                        + "|---|---|---|---|---|---|---|---|%n",
                title);
        List<Curve> curves = new ArrayList<>();
        for (int colour = 0; colour < ITEM_MILLIS.size(); colour++) {
            int millis = ITEM_MILLIS.get(colour);
            List<Curve.Point> one = new ArrayList<>();
            List<Curve.Point> sharded = new ArrayList<>();
            for (int workers : WORKERS) {
                Work work = work(workers, millis, chunkSize);
                Simulation.Result single = new Simulation(workers, work, ONE, Walk.DESIGN, Costs.MEASURED).run();
                Simulation.Result many = shards(workers, work, Walk.DESIGN).run();
                one.add(new Curve.Point(workers, single.efficiency()));
                sharded.add(new Curve.Point(workers, many.efficiency()));
                System.out.printf(
                        Locale.ROOT,
                        "| %d ms | %,d | %.3f | %,.0f | %d | %.3f | %,.0f | %.0f %% |%n",
                        millis,
                        workers,
                        single.efficiency(),
                        single.exchangesPerSecond(),
                        shards(workers, work, Walk.DESIGN).shards().count(),
                        many.efficiency(),
                        many.exchangesPerSecond(),
                        100 * many.busiest());
            }
            curves.add(new Curve(millis + " ms, shards", colour, false, sharded));
            curves.add(new Curve(millis + " ms, one ledger", colour, true, one));
        }
        return new Figure.Panel(title, curves);
    }

    /** The same with other ways through the shards. */
    private static void walks() {
        System.out.printf("%n| item | workers | a node goes | efficiency | exchanges/s |%n|---|---|---|---|---|%n");
        for (int millis : List.of(1, 10)) {
            for (int workers : List.of(1_000, 10_000)) {
                for (Walk walk :
                        List.of(Walk.DESIGN, new Walk(true, true), new Walk(false, false), new Walk(false, true))) {
                    Simulation.Result result =
                            shards(workers, work(workers, millis, 0), walk).run();
                    System.out.printf(
                            Locale.ROOT,
                            "| %d ms | %,d | %s | %.3f | %,.0f |%n",
                            millis,
                            workers,
                            walk,
                            result.efficiency(),
                            result.exchangesPerSecond());
                }
            }
        }
    }

    private static Work work(int workers, int millis, int chunkSize) {
        return new Work(workers * ITEMS_PER_WORKER, millis * NANOS_PER_MILLI, chunkSize, SEED);
    }

    private static Simulation shards(int workers, Work work, Walk walk) {
        return new Simulation(workers, work, ShardLayout.of(work.items(), JobOptions.DEFAULT), walk, Costs.MEASURED);
    }
}
