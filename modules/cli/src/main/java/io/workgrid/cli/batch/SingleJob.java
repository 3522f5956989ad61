package io.workgrid.cli.batch;

import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.cli.input.ItemSource;
import io.workgrid.cli.input.Sources;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One job that can be run again and again, for measuring it.
 *
 * @param name for people
 * @param items how many, at least 1
 * @param fresh the job with its items from the start
 */
public record SingleJob(String name, long items, Supplier<JobSpec<Object, Object>> fresh) {

    /**
     * A task by name, on the numbers from 0.
     *
     * @throws ProblemException if there is no such task, or it does not take the arguments
     */
    public static SingleJob ofTask(String task, Map<String, String> args, int items) {
        TaskCheck.byName(task, args);
        JobSpec<Object, Object> spec = JobSpec.named(task, args, Sources.range("0.." + (items - 1)));
        return new SingleJob(task, items, () -> spec);
    }

    /**
     * The one job of a batch file.
     *
     * @throws ProblemException if there are several, or the file is bad
     */
    public static SingleJob ofFile(String file, InputStream stdin) {
        Batch batch = Batch.load(file, stdin);
        ReadyJob ready = batch.jobs().get(0);
        if (batch.jobs().size() > 1) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(
                            ErrorCode.BAD_VALUE,
                            "batch " + file + " has " + batch.jobs().size() + " jobs; wanted one"),
                    "nothing was run");
        }
        JobOptions options = ready.job().options();
        ItemSource counted = ready.items().get();
        long count = counted.count();
        if (count < 0) {
            count = 0;
            for (Object ignored : counted) {
                count++;
            }
        }
        return new SingleJob(
                ready.job().name(),
                count,
                () -> new JobSpec<>(ready.task(), ready.items().get(), null, options, Map.of()));
    }

    /** The job with its items from the start. */
    public JobSpec<Object, Object> spec() {
        return fresh.get();
    }
}
