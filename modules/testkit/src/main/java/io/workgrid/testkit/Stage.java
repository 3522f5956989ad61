package io.workgrid.testkit;

import io.workgrid.api.Grid;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.shared.Manager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What one case stands on: the grids it opened and its signals. When it is over every job is audited, and what is shared is looked through. For one thread. */
final class Stage implements AutoCloseable {
    /** One item a chunk, so that each item is leased by itself. */
    static final JobOptions ONE_BY_ONE = JobOptions.DEFAULT.withChunkSize(1);

    private final IntFunction<Grid> opener;
    private final Function<Grid, Optional<Grid>> reopener;
    private final List<CaseGrid> grids = new ArrayList<>();
    private final List<Grid> reopened = new ArrayList<>();
    private @Nullable Signals signals;
    private @Nullable CaseGrid shared;
    private @Nullable Grid other;

    Stage(IntFunction<Grid> opener, Function<Grid, Optional<Grid>> reopener) {
        this.opener = opener;
        this.reopener = reopener;
    }

    Grid grid(int workers) {
        CaseGrid grid = CaseGrid.of(opener.apply(workers));
        grids.add(grid);
        return grid;
    }

    /** A grid that the case has closed, through another handle; empty if its jobs ended with the close. */
    Optional<Grid> again(Grid closed) {
        CaseGrid before = (CaseGrid) closed;
        Optional<Grid> again = reopener.apply(before.grid());
        again.ifPresent(reopened::add);
        return again.map(before::through);
    }

    /** The grid of a case about shared objects: two workers. */
    Grid grid() {
        CaseGrid grid = shared;
        if (grid == null) {
            grid = (CaseGrid) grid(2);
            shared = grid;
        }
        return grid;
    }

    /** The objects of that whole grid. Nothing is in them at first, and what a case leaves is removed. */
    Manager manager() {
        return grid().manager();
    }

    /** The same objects, through another client if there can be one. */
    Manager elsewhere() {
        if (other == null) {
            other = again(grid()).orElseGet(this::grid);
        }
        return other.manager();
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
            if (shared != null) {
                Leftovers.check(shared.manager());
            }
            grids.forEach(this::audit);
        } finally {
            grids.forEach(Grid::close);
            reopened.forEach(Grid::close);
            if (signals != null) { // last, as finalizers may still hit it
                signals.close();
            }
        }
    }

    private void audit(Grid grid) {
        try {
            JobAudit.check(grid);
        } catch (GridClosedException e) { // by the case
            again(grid).ifPresent(JobAudit::check);
        }
    }
}
