package io.workgrid.cli.node;

import io.workgrid.api.Grid;
import io.workgrid.api.task.Durations;
import io.workgrid.cli.node.NodeLog.Weight;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How a node leaves: it takes no more, finishes or gives back what it holds, hands over its part of what the grid knows. For that last
 * step there is a little more time than for what runs.
 */
final class Departure {
    private static final Duration REST = Duration.ofSeconds(10);

    private final Grid grid;
    private final Duration drainTimeout;
    private final NodeLog log;
    private final Duration rest;

    Departure(Grid grid, Duration drainTimeout, NodeLog log) {
        this(grid, drainTimeout, log, REST);
    }

    Departure(Grid grid, Duration drainTimeout, NodeLog log, Duration rest) {
        this.grid = grid;
        this.drainTimeout = drainTimeout;
        this.log = log;
        this.rest = rest;
    }

    /** Leaves; what to exit with. */
    ExitCode leave() {
        long began = System.nanoTime();
        log.say(
                Weight.INFO,
                "draining",
                "takes no more; waits up to " + Durations.format(drainTimeout) + " for what runs",
                Map.of("drainTimeoutMs", drainTimeout.toMillis()));
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        Thread thread = new Thread(() -> close(closed, fault), "grid-drain");
        thread.setDaemon(true);
        thread.start();
        boolean inTime = await(closed);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        if (!inTime) {
            log.say(
                    Weight.ERROR,
                    "overdue",
                    "not done after " + Figures.duration(millis) + "; ends hard, and the others take over what it held",
                    Map.of("tookMs", millis));
            return ExitCode.WAIT_TIMED_OUT;
        }
        RuntimeException wrong = fault.get();
        if (wrong != null) {
            throw wrong;
        }
        log.say(Weight.INFO, "gone", "left the grid after " + Figures.duration(millis), Map.of("tookMs", millis));
        return ExitCode.DONE;
    }

    private void close(CountDownLatch closed, AtomicReference<@Nullable RuntimeException> fault) {
        try {
            grid.close();
        } catch (RuntimeException e) {
            fault.set(e);
        } finally {
            closed.countDown();
        }
    }

    private boolean await(CountDownLatch closed) {
        try {
            return closed.await(drainTimeout.plus(rest).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
