package io.workgrid.cli.batch;

import io.workgrid.api.Grid;
import io.workgrid.api.JobSpec;
import io.workgrid.cli.input.ItemSource;
import io.workgrid.cli.job.JobOutput;
import io.workgrid.cli.job.JobRunner;
import io.workgrid.cli.job.Stay;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the jobs of a batch one after the other. A job whose need did not end well is not run, and that is said. */
final class BatchRun {
    /** Worst first: what a script must not overlook. */
    private static final List<ExitCode> BY_WEIGHT = List.of(
            ExitCode.INTERRUPTED,
            ExitCode.READER_GONE,
            ExitCode.CANCELLED,
            ExitCode.UNKNOWN_ITEMS,
            ExitCode.FAILED_ITEMS);

    private final Console console;
    private final JobOutput output;
    private final EarlierJobs earlier;
    private final boolean dryRun;
    private final Stay stay;
    private final Map<String, ExitCode> ended = new LinkedHashMap<>();

    /**
     * @param grid what is said of the grid
     */
    BatchRun(Console console, JobOutput output, EarlierJobs earlier, boolean dryRun, String grid) {
        this.stay = new Stay(grid, false, "", null);
        this.console = console;
        this.output = output;
        this.earlier = earlier;
        this.dryRun = dryRun;
    }

    /** What to exit with: the weightiest of the jobs. */
    ExitCode run(Grid grid, Batch batch) {
        ExitCode all = ExitCode.DONE;
        for (ReadyJob ready : batch.jobs()) {
            String reason = missingNeed(ready.job());
            if (reason != null) {
                say("skipped    \"" + ready.job().name() + "\": " + reason);
                continue;
            }
            ExitCode one = one(grid, batch, ready);
            ended.put(ready.job().name(), one);
            all = weightier(all, one);
            if (one == ExitCode.INTERRUPTED || one == ExitCode.READER_GONE) {
                break;
            }
        }
        return all;
    }

    static ExitCode weightier(ExitCode one, ExitCode other) {
        for (ExitCode code : BY_WEIGHT) {
            if (one == code || other == code) {
                return code;
            }
        }
        return one == ExitCode.DONE ? other : one;
    }

    private @Nullable String missingNeed(JobEntry job) {
        for (String need : job.needNames()) {
            ExitCode code = ended.get(need);
            if (code == null) {
                return "not run, it needs \"" + need + "\", which was not run";
            }
            if (code != ExitCode.DONE) {
                return "not run, it needs \"" + need + "\", which ended with " + code.code() + " (" + code.meaning()
                        + ")";
            }
        }
        return null;
    }

    private ExitCode one(Grid grid, Batch batch, ReadyJob ready) {
        JobSpec<Object, Object> spec;
        try {
            spec = ready.spec(dryRun);
        } catch (ProblemException e) {
            throw told(ready.job(), e);
        }
        JobOutput shown = output.withJoblog(batch.joblog(output.joblog(), ready))
                .withResumeFrom(earlier.of(ready))
                .withItems(spec.items() instanceof ItemSource items ? items.count() : -1);
        try (Destination to =
                new Destination(console, shown, dryRun ? null : ready.job().output())) {
            return to.written(() -> new JobRunner(grid, to.console(), stay).run(spec, to.output()));
        } catch (ProblemException e) {
            throw told(ready.job(), e);
        }
    }

    private ProblemException told(JobEntry job, ProblemException e) {
        return ended.isEmpty() ? e : new ProblemException(e.exitCode(), e.problems(), aftermath(job, e));
    }

    private String aftermath(JobEntry job, ProblemException e) {
        String before = "before it ran: " + String.join(", ", ended.keySet());
        String own = e.aftermath().isEmpty() || e.aftermath().equals("nothing was submitted")
                ? "job " + job.name() + " was not submitted"
                : e.aftermath();
        return own + "; " + before;
    }

    private void say(String line) {
        if (!output.quiet()) {
            console.err().println(line);
        }
    }
}
