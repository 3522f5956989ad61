package io.workgrid.cli.batch;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From which job of the grid each job of a batch is resumed.
 *
 * @param byName by the name in the batch
 */
record EarlierJobs(Map<String, String> byName) {

    /**
     * Reads what was given. Names as {@code @latest} are looked up now: later they may mean a job of this batch.
     *
     * @param grid where the jobs are; {@code null}: there are none, and whoever submits says so
     * @param given {@code NAME=JOB}, or {@code JOB} for the only job of a batch
     * @throws ProblemException if it does not say of which job
     */
    static EarlierJobs of(List<String> given, Batch batch, @Nullable RemoteGrid grid) {
        List<String> names =
                batch.jobs().stream().map(ready -> ready.job().name()).toList();
        Map<String, String> byName = new LinkedHashMap<>();
        for (String one : given) {
            int equals = one.lastIndexOf('=');
            String name = equals < 0 ? names.get(0) : one.substring(0, equals);
            if (equals < 0 && names.size() > 1) {
                throw usage("--resume-from " + one + " does not say of which of the " + names.size() + " jobs", names);
            }
            if (!names.contains(name)) {
                throw usage("--resume-from " + one + " names no job of the batch", names);
            }
            String job = one.substring(equals + 1);
            if (byName.put(name, grid == null ? job : JobNames.view(grid, job).id()) != null) {
                throw usage("--resume-from is given twice for \"" + name + "\"", names);
            }
        }
        return new EarlierJobs(byName);
    }

    private static ProblemException usage(String message, List<String> names) {
        return new ProblemException(
                ExitCode.USAGE.code(),
                Problem.of(ErrorCode.BAD_USAGE, message)
                        .because(names.stream().limit(10).collect(Collectors.joining(", ", "the batch has: ", "")))
                        .fixedBy("--resume-from " + names.get(0) + "=JOB"),
                "nothing was submitted");
    }

    /** The job that one of the batch is resumed from, or {@code null}. */
    @Nullable
    String of(ReadyJob ready) {
        return byName.get(ready.job().name());
    }
}
