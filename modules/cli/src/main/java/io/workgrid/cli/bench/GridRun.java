package io.workgrid.cli.bench;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.batch.SingleJob;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.util.List;

/** A run of the job in a grid of its own. Items that fail end the sweep: a failing item takes another time than a working one. */
final class GridRun implements Interleaved.Measure {
    private final SingleJob job;

    GridRun(SingleJob job) {
        this.job = job;
    }

    @Override
    public long run(int workers) {
        try (Grid grid = Grid.local(workers)) {
            long start = System.nanoTime();
            JobHandle<Object> handle = grid.submit(job.spec());
            JobView end = handle.await();
            long nanos = System.nanoTime() - start;
            if (end.done() < end.items() || end.items() == 0) {
                throw failed(workers, end, handle.errors());
            }
            return nanos;
        } catch (BadInputException e) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(ErrorCode.UNKNOWN_TASK, String.valueOf(e.getMessage()))
                            .fixedBy("grid help tasks lists the names"),
                    "nothing was run");
        }
    }

    private static ProblemException failed(int workers, JobView end, List<ErrorView> errors) {
        String first = errors.isEmpty()
                ? String.valueOf(end.reason())
                : errors.get(0).count() + "x " + errors.get(0).example().summary();
        return new ProblemException(
                ExitCode.FAILED_ITEMS.code(),
                Problem.of(
                                ErrorCode.JOB_FAILED,
                                (end.items() - end.done()) + " of " + end.items() + " items did not end well with "
                                        + workers + (workers == 1 ? " worker" : " workers")
                                        + "; times of failures mean nothing")
                        .because(first)
                        .fixedBy("a task is swept over the numbers from 0; for other items sweep a batch FILE"),
                "the sweep was stopped; nothing was written");
    }
}
