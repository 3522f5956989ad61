package io.workgrid.cli.job;

import io.workgrid.api.ItemResult;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.JobDisplay;
import io.workgrid.cli.output.ProgressMode;
import io.workgrid.cli.remote.RemoteJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes the results of a job that somebody submitted. For one thread. */
public final class Showing {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final RemoteJob job;
    private final JobView before;
    private final JobDisplay display;
    private final Work work;
    private final Stay stay;
    private final boolean bare;

    public Showing(RemoteJob job, Console console, Format format, boolean quiet, Stay stay) {
        this.job = job;
        this.before = job.view();
        this.display = new JobDisplay(console, format, ProgressMode.NONE, quiet, index -> index);
        this.work = Work.of(before);
        // of a program its output is printed too, which stands in what else is told
        this.bare = format == Format.TEXT && !work.command();
        this.stay = stay;
    }

    /**
     * Writes what is there now.
     *
     * @param from the first index wanted, if in order
     */
    public ExitCode now(boolean ordered, long from) {
        long rows = rows(job.results(ordered, from, false, bare), null);
        display.endResults(before);
        if (!before.phase().ended()) {
            display.notice("job " + job.id() + " goes on; these are the " + Figures.count(rows)
                    + " results there are now. All of them: grid results " + job.id() + " --follow" + stay.flags());
        }
        return ExitCode.DONE;
    }

    /** Writes all, as they come; says how the job ended, as an exit code. */
    public ExitCode all(boolean ordered, long from) {
        Leaving leaving = new Leaving(job, stay, display);
        try (Interrupts interrupts = leaving.interrupts()) {
            rows(job.results(ordered, from, true, bare), leaving);
            if (leaving.wanted()) {
                return leaving.leave();
            }
            JobView last = job.await();
            display.endResults(last);
            return Ending.exit(last);
        }
    }

    private long rows(ResultStream<Object> all, @Nullable Leaving leaving) {
        long rows = 0;
        try (ResultStream<Object> results = all) {
            while (leaving == null || !leaving.wanted()) {
                try {
                    ItemResult<Object> result = results.next(PATIENCE);
                    if (result == null) {
                        break;
                    }
                    display.row(work.row(result, result.index()));
                    rows++;
                } catch (WaitTimedOutException e) {
                    display.idle();
                }
            }
        }
        display.idle();
        return rows;
    }
}
