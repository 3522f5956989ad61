package io.workgrid.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.testkit.container.GridCluster;
import io.workgrid.testkit.container.GridNode;
import io.workgrid.testkit.container.NodeSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Mixed jobs, and a fault every ten seconds, for {@code -Dworkgrid.soak.minutes=20}; nothing is lost, and the one node that lives through it
 * all holds in the end no more than in the beginning. No part of the build: {@code mvn verify -Pnightly}.
 */
class Soak {
    private static final Duration LONG = Duration.ofMinutes(Integer.getInteger("workgrid.soak.minutes", 20));
    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration HEALED = Duration.ofSeconds(120);
    private static final int NODES = 3;
    private static final int WARM_UP_ROUNDS = 6;
    private static final int AT_ONCE = 6;

    private final Random random = new Random(seed());
    private final Path witness = Work.witnessDirectory();
    private final List<Running> running = new ArrayList<>();
    private GridCluster cluster;
    private GridHttp grid;
    private Work work;
    private GridNode oldest;
    private int jobs;
    private long unknown;
    private int faults;

    private record Running(String id, Runnable check) {}

    private static long seed() {
        long seed = Long.getLong("workgrid.chaos.seed", System.nanoTime() % 1_000_000);
        System.out.println("soak, seed " + seed);
        return seed;
    }

    @Test
    void nothingIsLostAndNothingGrows() {
        Images.build();
        try (GridCluster started = GridCluster.start(NODES, setup())) {
            cluster = started;
            oldest = started.nodes().get(0);
            grid = new GridHttp(started);
            work = new Work(grid, witness);
            try {
                soak();
            } catch (RuntimeException | Error e) {
                cluster.nodes().forEach(node -> System.out.println("== " + node.name() + "\n" + node.logs()));
                throw e;
            }
        }
    }

    private NodeSetup setup() {
        return Work.node(witness);
    }

    private void soak() {
        // pools grow to their size, and what is only made once is made
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round(this::fault);
        }
        Held first = quiet();
        long until = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < until) {
            round(this::fault);
        }
        Held last = quiet();
        System.out.println("soak: " + jobs + " jobs, " + faults + " faults, " + unknown
                + " items unknown; held at first " + first + ", at the end " + last);
        assertThat(last.threads()).as("threads").isLessThanOrEqualTo(first.threads() + 20);
        assertThat(last.files()).as("open files").isLessThanOrEqualTo(first.files() + 20);
        assertThat(last.processes()).as("processes").isLessThanOrEqualTo(first.processes());
        // results and records of ended jobs are kept, and their room has a limit: a sixteenth of the memory of three
        // nodes
        assertThat(first.heapMegabytes())
                .as("a heap that was collected; wants jcmd in the image")
                .isNotNegative();
        assertThat(last.heapMegabytes()).as("heap").isLessThanOrEqualTo(first.heapMegabytes() + 64);
    }

    /** All jobs ended and the grid whole: what the node holds that was there all the time. */
    private Held quiet() {
        long until = System.nanoTime() + GridHttp.JOB.toNanos();
        while (!running.isEmpty()) {
            assertThat(System.nanoTime())
                    .as("not within " + GridHttp.JOB + ": the end of " + running)
                    .isLessThan(until);
            checkEnded();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        cluster.awaitNodes(NODES, HEALED);
        return Held.by(oldest, cluster.token());
    }

    /** A fault that lasts ten seconds, with jobs all the time. */
    private void round(Fault fault) {
        Runnable heal = fault.begin();
        long until = System.nanoTime() + BETWEEN_NANOS;
        while (System.nanoTime() < until) {
            while (running.size() < AT_ONCE) {
                submit();
            }
            checkEnded();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        heal.run();
        cluster.awaitNodes(NODES, HEALED);
    }

    /** Something that goes wrong; {@link #begin} says how it is made good. */
    private interface Fault {
        Runnable begin();
    }

    private void submit() {
        switch (jobs++ % 3) {
            case 0 -> {
                String id = work.counted(1_500);
                running.add(new Running(id, () -> work.checkCounted(id, 1_500)));
            }
            case 1 -> {
                String id = work.marked(100);
                running.add(new Running(id, () -> unknown += work.checkMarked(id, 100)));
            }
            default -> {
                String id = work.failing(200);
                running.add(new Running(id, () -> work.checkFailing(id, 200)));
            }
        }
    }

    private void checkEnded() {
        for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
            Running job = each.next();
            if (GridHttp.isEnded(grid.job(job.id()))) {
                job.check().run();
                each.remove();
            }
        }
    }

    private Runnable fault() {
        faults++;
        List<GridNode> young =
                cluster.nodes().stream().filter(node -> node != oldest).toList();
        GridNode hit = young.get(random.nextInt(young.size()));
        GridNode any = random.nextBoolean() ? hit : oldest;
        return switch (random.nextInt(7)) {
            case 0, 1 -> {
                hit.kill();
                cluster.forget(hit);
                yield cluster::add;
            }
            case 2 -> {
                assertThat(cluster.leave(hit)).isZero();
                yield cluster::add;
            }
            case 3 -> lasting(any, GridNode::pause, GridNode::unpause);
            case 4 -> lasting(any, node -> Faults.cut(List.of(node), others(node)), Faults::heal);
            case 5 -> {
                Faults.deafTo(any, others(any).subList(0, 1));
                yield () -> Faults.heal(any);
            }
            default -> {
                Faults.slowAndLossy(any);
                yield () -> Faults.heal(any);
            }
        };
    }

    /** A node that is not to be asked meanwhile. */
    private Runnable lasting(GridNode node, Consumer<GridNode> begin, Consumer<GridNode> end) {
        begin.accept(node);
        cluster.forget(node);
        return () -> {
            end.accept(node);
            cluster.readmit(node);
        };
    }

    private List<GridNode> others(GridNode than) {
        return cluster.nodes().stream().filter(node -> node != than).toList();
    }
}
