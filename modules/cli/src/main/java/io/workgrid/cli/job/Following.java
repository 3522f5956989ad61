package io.workgrid.cli.job;

import io.workgrid.api.Grid;
import io.workgrid.api.ItemResult;
import io.workgrid.api.JobHandle;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.ItemRow;
import io.workgrid.cli.output.JobDisplay;
import io.workgrid.cli.output.Look;
import io.workgrid.cli.output.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a job that was submitted until it has ended. The calling thread keeps and writes results, another one looks at the
 * job for the progress.
 */
final class Following {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofMillis(200);
    private static final long LOOK_MILLIS = 200;
    private static final long REMOTE_LOOK_MILLIS = 500;

    private final Grid grid;
    private final JobHandle<?> job;
    private final JobOutput output;
    private final Work work;
    private final TrackedItems items;
    private final Records records;
    private final JobDisplay display;
    private final Stay stay;
    private final Leaving leaving;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<Long, ItemRow> waiting = new HashMap<>();
    private long shown;

    Following(
            Grid grid,
            Console console,
            JobHandle<?> job,
            JobOutput output,
            Work work,
            TrackedItems items,
            Records records,
            Stay stay) {
        this.grid = grid;
        this.job = job;
        this.output = output;
        this.work = work;
        this.items = items;
        this.records = records;
        this.display = new JobDisplay(console, output.format(), output.progress(), output.quiet(), items::inputIndex);
        this.stay = stay;
        this.leaving = new Leaving(job, stay, display);
    }

    ExitCode toTheEnd() {
        Thread looks = new Thread(this::looks, "grid-progress");
        looks.setDaemon(true);
        looks.start();
        try (Interrupts interrupts = leaving.interrupts()) {
            JobView last = stopped(looks);
            if (last == null) {
                return leaving.leave();
            }
            display.look(look(last));
            display.summary(look(last));
            leaving.ended(last);
            if (work.dryRun()) {
                display.notice(
                        work.command()
                                ? "  dry run: nothing was started; above is what would be"
                                : "  dry run: the task was told to change nothing");
            }
            return end(last, interrupts.came() && (!stay.outlives() || leaving.cancelled()));
        }
    }

    /** Writes all results; where that cannot be done, there is no use in going on. {@code null}: the job was left. */
    private @Nullable JobView stopped(Thread looks) {
        try {
            return written();
        } catch (ProblemException e) {
            String ran = stay.outlives() && Watching.passing(e) ? outOfSight() : abandoned();
            throw new ProblemException(e.exitCode(), e.problems(), ran);
        } catch (RuntimeException e) {
            abandoned();
            throw e;
        } finally {
            ended.countDown();
            join(looks);
            display.endProgress();
        }
    }

    /** No node answers: that may be the end of the grid, and with it of the job, as when its last node was drained. */
    private String outOfSight() {
        display.endProgress();
        return "if the grid has a node left, job " + job.id() + " goes on: grid watch " + job.id()
                + " --address HOST:PORT of that node; else it ended with the grid";
    }

    /** What becomes of the job when its results cannot be taken any more. */
    private String abandoned() {
        if (stay.outlives()) {
            display.endProgress();
            return "job " + job.id() + " goes on: grid watch " + job.id() + stay.flags();
        }
        job.cancel();
        JobView last = job.await();
        display.endProgress();
        return "the job was cancelled: " + Ending.tally(last);
    }

    /**
     * One stream serves both: what is kept is kept as items end, and what is shown waits until what comes before it is there. How much can
     * wait is bounded by how far the grid reads ahead of what is through.
     */
    private @Nullable JobView written() {
        try (ResultStream<?> results = results()) {
            for (ItemResult<?> result = next(results); result != null; result = next(results)) {
                long jobIndex = result.index();
                ItemRow row = work.row(result, items.inputIndex(jobIndex));
                records.ended(row, jobIndex);
                if (output.ordered()) {
                    waiting.put(jobIndex, row);
                    showInOrder();
                } else {
                    display.row(row);
                }
            }
        }
        if (leaving.wanted()) {
            display.idle();
            return null;
        }
        JobView last = job.await();
        skipped(Long.MAX_VALUE);
        display.endResults(last);
        return last;
    }

    /** Across machines the grid keeps the results, and puts them in order where they are not also kept here as they come. */
    private ResultStream<?> results() {
        boolean inOrder = stay.outlives() && output.ordered() && !records.kept();
        return inOrder ? job.results() : job.takeResults();
    }

    private void showInOrder() {
        for (ItemRow row = waiting.remove(shown); row != null; row = waiting.remove(shown)) {
            skipped(shown);
            display.row(row);
            shown++;
        }
    }

    /** Waits for the next result; before it waits long, what was written is let out. */
    private @Nullable ItemResult<?> next(ResultStream<?> results) {
        try {
            return results.next(SOON);
        } catch (WaitTimedOutException e) {
            display.idle();
        }
        while (!leaving.wanted()) {
            try {
                return results.next(LATER);
            } catch (WaitTimedOutException e) {
                display.idle();
            }
        }
        return null;
    }

    /** Shows what was left out before an item. */
    private void skipped(long jobIndex) {
        for (var item = items.nextSkipped(jobIndex); item != null; item = items.nextSkipped(jobIndex)) {
            display.row(Work.row(item));
        }
    }

    private void looks() {
        try {
            do {
                glance();
            } while (!ended.await(stay.outlives() ? REMOTE_LOOK_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void glance() {
        try {
            display.look(look(job.view()));
        } catch (ProblemException e) {
            // a node was lost; whoever reads the results finds another one, or tells
            if (!Watching.passing(e)) {
                throw e;
            }
        }
    }

    private Look look(JobView view) {
        return Watching.look(grid, job, view, items.skippedCount(), output.items());
    }

    private ExitCode end(JobView last, boolean interrupted) {
        ProblemException fault = items.fault();
        if (fault != null) {
            String ran = items.submitted() == 0
                    ? "nothing was submitted"
                    : Figures.count(items.submitted()) + " items before it were submitted: " + Ending.tally(last);
            throw new ProblemException(fault.exitCode(), fault.problems(), ran);
        }
        ExitCode exit = interrupted ? ExitCode.INTERRUPTED : Ending.exit(last);
        if (exit != ExitCode.DONE && output.continueWith() != null) {
            display.notice("  continue with: " + output.continueWith());
        }
        return exit;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
