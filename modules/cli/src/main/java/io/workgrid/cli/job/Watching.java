package io.workgrid.cli.job;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.JobDisplay;
import io.workgrid.cli.output.Look;
import io.workgrid.cli.output.ProblemException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Follows a job that somebody submitted, without its results: progress while it runs, then how it ended. For one thread. */
public final class Watching {
    private static final long LOOK_MILLIS = 500;
    /** How long nobody may answer before that is the end: nodes come back, and another one takes over. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Grid grid;
    private final JobHandle<?> job;
    private final JobDisplay display;
    private final Leaving leaving;
    private long answered = System.nanoTime();

    public Watching(Grid grid, JobHandle<?> job, Console console, WatchFlags flags, Stay stay) {
        this.grid = grid;
        this.job = job;
        this.display = new JobDisplay(console, Format.TEXT, flags.progress(), flags.quiet(), index -> index);
        this.leaving = new Leaving(job, stay, display);
    }

    /** To the end of the job, or until the person leaves; says what to exit with. */
    public ExitCode toTheEnd() {
        JobView view = job.view();
        try (Interrupts interrupts = leaving.interrupts()) {
            while (!view.phase().ended()) {
                display.look(look(view));
                if (leaving.within(LOOK_MILLIS)) {
                    return leaving.leave();
                }
                view = again(view);
            }
        } finally {
            display.endProgress();
        }
        display.summary(look(view));
        leaving.ended(view);
        return Ending.exit(view);
    }

    private JobView again(JobView before) {
        try {
            JobView now = job.view();
            answered = System.nanoTime();
            return now;
        } catch (ProblemException e) {
            if (!passing(e) || System.nanoTime() - answered > PATIENCE_NANOS) {
                throw e;
            }
            return before;
        }
    }

    static boolean passing(ProblemException e) {
        return e.exitCode() == ExitCode.NO_NODE.code() || e.exitCode() == ExitCode.REFUSED.code();
    }

    private Look look(JobView view) {
        try {
            return look(grid, job, view, 0, -1);
        } catch (ProblemException e) {
            return new Look(view, 0, -1, List.of(), List.of(), System.currentTimeMillis());
        }
    }

    /** The job with all that is shown beside it. */
    static Look look(Grid grid, JobHandle<?> job, JobView view, long skipped, long total) {
        boolean troubled = view.failed() + view.unknown() > 0;
        return new Look(
                view,
                skipped,
                total,
                view.phase().ended() ? List.of() : grid.nodes(),
                troubled ? job.errors() : List.of(),
                System.currentTimeMillis());
    }
}
