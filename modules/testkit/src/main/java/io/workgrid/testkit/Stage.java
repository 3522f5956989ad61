package io.workgrid.testkit;

import io.workgrid.api.Grid;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What one case stands on: the grids it opened and its signals. When it is over every job is audited. For one thread. */
final class Stage implements AutoCloseable {
    /** One item a chunk, so that each item is leased by itself. */
    static final JobOptions ONE_BY_ONE = JobOptions.DEFAULT.withChunkSize(1);

    private final IntFunction<Grid> opener;
    private final List<Grid> grids = new ArrayList<>();
    private @Nullable Signals signals;

    Stage(IntFunction<Grid> opener) {
        this.opener = opener;
    }

    Grid grid(int workers) {
        Grid grid = opener.apply(workers);
        grids.add(grid);
        return grid;
    }

    Pool pool(int workers) {
        return grid(workers).pool();
    }

    Signals signals() {
        if (signals == null) {
            signals = new Signals();
        }
        return signals;
    }

    /** The numbers from 0 to before {@code end}. */
    static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** Failed attempts are tried again at once. */
    static JobOptions retrying(int times) {
        return ONE_BY_ONE.withRetries(
                RetryPolicy.DEFAULT.withMaxRetries(times).withBackoff(Duration.ZERO, Duration.ZERO));
    }

    /** For a task: waits until the attempt is interrupted. */
    static void untilInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** For a task: names the thread that runs it, uniquely on this machine. */
    static String thread() {
        return ProcessHandle.current().pid() + "/" + Thread.currentThread().getId();
    }

    /** For a task whose item or result is null, which the api allows. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the one place where a case makes a null
    static <T> T nothing() {
        return (T) null;
    }

    @Override
    public void close() {
        try {
            grids.forEach(Stage::audit);
        } finally {
            grids.forEach(Grid::close);
            if (signals != null) { // last, as finalizers may still hit it
                signals.close();
            }
        }
    }

    private static void audit(Grid grid) {
        try {
            JobAudit.check(grid);
        } catch (GridClosedException e) {
            // the case closed it, and with it went its jobs
        }
    }
}
