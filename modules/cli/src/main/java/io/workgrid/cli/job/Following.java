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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private static final Duration LATER = Duration.ofSeconds(1);
    private static final long LOOK_MILLIS = 200;

    private final Grid grid;
    private final JobHandle<?> job;
    private final JobOutput output;
    private final Work work;
    private final TrackedItems items;
    private final Records records;
    private final JobDisplay display;
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
            Records records) {
        this.grid = grid;
        this.job = job;
        this.output = output;
        this.work = work;
        this.items = items;
        this.records = records;
        this.display = new JobDisplay(console, output.format(), output.progress(), output.quiet(), items::inputIndex);
    }

    ExitCode toTheEnd() {
        Thread looks = new Thread(this::looks, "grid-progress");
        looks.setDaemon(true);
        looks.start();
        try (Interrupts interrupts = new Interrupts(this::interrupted)) {
            JobView last = stopped(looks);
            display.look(look(last));
            display.summary(look(last));
            if (work.dryRun()) {
                display.notice(
                        work.command()
                                ? "  dry run: nothing was started; above is what would be"
                                : "  dry run: the task was told to change nothing");
            }
            return end(last, interrupts.came());
        }
    }

    /** Writes all results; where that cannot be done, there is no use in going on. */
    private JobView stopped(Thread looks) {
        try {
            return written();
        } catch (RuntimeException e) {
            job.cancel();
            JobView last = job.await();
            display.endProgress();
            if (e instanceof ProblemException problem) {
                throw new ProblemException(
                        problem.exitCode(), problem.problems(), "the job was cancelled: " + tally(last));
            }
            throw e;
        } finally {
            ended.countDown();
            join(looks);
            display.endProgress();
        }
    }

    /**
     * One stream serves both: what is kept is kept as items end, and what is shown waits until what comes before it is there. How much can
     * wait is bounded by how far the grid reads ahead of what is through.
     */
    private JobView written() {
        try (ResultStream<?> results = job.takeResults()) {
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
        JobView last = job.await();
        skipped(Long.MAX_VALUE);
        display.endResults(last);
        return last;
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
        while (true) {
            try {
                return results.next(LATER);
            } catch (WaitTimedOutException e) {
                display.idle();
            }
        }
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
                display.look(look(job.view()));
            } while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Look look(JobView view) {
        boolean troubled = view.failed() + view.unknown() > 0;
        return new Look(
                view,
                items.skippedCount(),
                output.items(),
                view.phase().ended() ? List.of() : grid.nodes(),
                troubled ? job.errors() : List.of(),
                System.currentTimeMillis());
    }

    private void interrupted() {
        display.notice(
                "interrupted: this grid ends with its command, so the job is being cancelled (once more: at once)");
        job.cancel();
    }

    private ExitCode end(JobView last, boolean interrupted) {
        ProblemException fault = items.fault();
        if (fault != null) {
            String ran = items.submitted() == 0
                    ? "nothing was submitted"
                    : Figures.count(items.submitted()) + " items before it were submitted: " + tally(last);
            throw new ProblemException(fault.exitCode(), fault.problems(), ran);
        }
        ExitCode exit = interrupted ? ExitCode.INTERRUPTED : exit(last);
        if (exit != ExitCode.DONE && output.continueWith() != null) {
            display.notice("  continue with: " + output.continueWith());
        }
        return exit;
    }

    private static ExitCode exit(JobView last) {
        return switch (last.phase()) {
            case RUNNING, PAUSED, STOPPING -> ExitCode.WAIT_TIMED_OUT;
            case FINISHED ->
                last.unknown() > 0 ? ExitCode.UNKNOWN_ITEMS : last.failed() > 0 ? ExitCode.FAILED_ITEMS : ExitCode.DONE;
            case CANCELLED -> ExitCode.CANCELLED;
            case FAILED, LOST -> ExitCode.FAILED_ITEMS;
        };
    }

    private static String tally(JobView view) {
        List<String> parts = new ArrayList<>();
        parts.add(Figures.count(view.done()) + " done");
        if (view.failed() > 0) {
            parts.add(Figures.count(view.failed()) + " failed");
        }
        if (view.unknown() > 0) {
            parts.add(Figures.count(view.unknown()) + " unknown");
        }
        if (view.cancelled() > 0) {
            parts.add(Figures.count(view.cancelled()) + " cancelled");
        }
        return String.join(", ", parts);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
