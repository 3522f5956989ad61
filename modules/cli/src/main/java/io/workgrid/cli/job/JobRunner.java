package io.workgrid.cli.job;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.api.RefusedException;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.tasks.command.CommandTask;
import io.workgrid.tasks.command.NumberedCommand;
import io.workgrid.tasks.command.NumberedItem;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one job from submit to summary. For one thread. */
public final class JobRunner {
    private static final String NOTHING_SUBMITTED = "nothing was submitted";

    private final Grid grid;
    private final Console console;
    private final Stay stay;

    /** Runs jobs in a grid of this process. */
    public JobRunner(Grid grid, Console console) {
        this(grid, console, Stay.EMBEDDED);
    }

    public JobRunner(Grid grid, Console console, Stay stay) {
        this.grid = grid;
        this.console = console;
        this.stay = stay;
    }

    /**
     * Submits the job, follows it, writes its results to stdout, progress and summary to stderr, and says what to exit with.
     *
     * @throws ProblemException for what a person has to mend, as an unknown task or a full disk
     * @throws io.workgrid.cli.output.ReaderGoneException if nobody reads stdout any more; the job was cancelled
     */
    public ExitCode run(JobSpec<?, ?> spec, JobOutput output) {
        try (Running running = start(spec, output)) {
            return running.toTheEnd();
        } catch (ProblemException e) {
            throw e.aftermath().isEmpty() ? new ProblemException(e.exitCode(), e.problems(), NOTHING_SUBMITTED) : e;
        }
    }

    /**
     * Submits the job.
     *
     * @throws ProblemException for what a person has to mend; nothing was submitted
     */
    public Running start(JobSpec<?, ?> asked, JobOutput output) {
        Work work = Work.of(asked);
        JobLogReader earlier = earlier(output, work);
        EarlierJob before = output.resumeFrom() == null
                ? null
                : EarlierJob.of(grid, output.resumeFrom(), asked.task(), output.force());
        JobSpec<?, ?> spec = before == null ? asked : before.note(asked);
        boolean shown = output.format() != Format.TEXT && before == null;
        boolean numbered = earlier != null && code(spec) instanceof CommandTask;
        Done done = earlier == null ? before : earlier.done();
        TrackedItems items = new TrackedItems(spec.items(), done, output.joblog() != null, numbered, shown);
        Records records = new Records(log(output, work, earlier), dir(output, work), items);
        try {
            JobHandle<?> job = submit(spec, items, numbered);
            announce(job, output);
            Following following = new Following(grid, console, job, output, work, items, records, stay);
            return new Running(job, following, records);
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
    }

    private void announce(JobHandle<?> job, JobOutput output) {
        if (stay.place() != null && !output.quiet()) {
            console.err().println(stay.submitted(job.view()));
        }
    }

    private static @Nullable JobLogReader earlier(JobOutput output, Work work) {
        return output.joblog() == null || !output.resume()
                ? null
                : JobLogReader.read(output.joblog(), work.description(), output.force());
    }

    private static @Nullable JobLog log(JobOutput output, Work work, @Nullable JobLogReader earlier) {
        if (output.joblog() == null || work.dryRun()) {
            return null;
        }
        return earlier == null
                ? JobLog.create(output.joblog(), work.description())
                : JobLog.append(output.joblog(), earlier.wholeBytes());
    }

    private static @Nullable ResultsDir dir(JobOutput output, Work work) {
        return output.resultsDir() == null || work.dryRun() ? null : ResultsDir.create(output.resultsDir());
    }

    /** The key that the job gives its items, as a batch does with {@code key: "{host}/{db}"}; else their text. */
    @SuppressWarnings("unchecked") // the items are Objects here whatever the task takes
    private static Function<Object, String> key(JobSpec<?, ?> spec) {
        Function<Object, String> given = (Function<Object, String>) spec.key();
        return given == null
                ? ItemText::of
                : item -> given.apply(item instanceof NumberedItem numbered ? numbered.item() : item);
    }

    private static @Nullable Object code(JobSpec<?, ?> spec) {
        return spec.task() instanceof TaskRef.Code<?, ?> code ? code.task() : null;
    }

    private JobHandle<?> submit(JobSpec<?, ?> spec, TrackedItems items, boolean numbered) {
        TaskRef<Object, Object> task = task(spec, numbered);
        try {
            return grid.submit(
                    new JobSpec<>(task, items, key(spec), spec.options(), spec.broadcasts(), spec.id(), spec.needs()));
        } catch (BadInputException e) {
            throw TaskFault.of(e, spec.task());
        } catch (RefusedException e) {
            throw new ProblemException(
                    ExitCode.REFUSED.code(),
                    Problem.of(ErrorCode.REFUSED, String.valueOf(e.getMessage())),
                    NOTHING_SUBMITTED);
        }
    }

    @SuppressWarnings("unchecked") // the items are Objects here whatever the task takes; a wrong one fails as an item
    private static TaskRef<Object, Object> task(JobSpec<?, ?> spec, boolean numbered) {
        return numbered && code(spec) instanceof CommandTask command
                ? new TaskRef.Code<>(new NumberedCommand(command))
                : (TaskRef<Object, Object>) spec.task();
    }
}
