package io.workgrid.cli.remote;

import io.workgrid.api.JobId;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Which job somebody means: an id, the start of one that no other has, or {@value #LATEST}. */
public final class JobNames {
    /** The job that was submitted last. */
    public static final String LATEST = "@latest";

    private static final String FORM = "j-[a-z0-9][a-z0-9-]{0,61}";
    private static final int MOST_TOLD = 5;

    private JobNames() {}

    /**
     * The job.
     *
     * @throws ProblemException if there is none, or several begin so
     */
    public static RemoteJob find(RemoteGrid grid, String text) {
        return grid.job(new JobId(view(grid, text).id()));
    }

    /** The job as it is now; as {@link #find}. */
    public static JobView view(RemoteGrid grid, String text) {
        if (text.equals(LATEST)) {
            return grid.jobs("", 1, null).jobs().stream()
                    .findFirst()
                    .orElseThrow(() -> none("the grid knows no job, so none is the latest"));
        }
        String start = text.startsWith("j-") ? text : "j-" + text;
        if (!start.matches(FORM)) {
            throw none("\"" + text + "\" is no id of a job; wanted one as j-7f3a, the start of one, or " + LATEST);
        }
        try {
            return grid.job(new JobId(start)).view();
        } catch (ProblemException e) {
            if (e.exitCode() != ExitCode.NOT_FOUND.code()) {
                throw e;
            }
            return beginning(grid, start, e);
        }
    }

    private static JobView beginning(RemoteGrid grid, String start, ProblemException unknown) {
        List<JobView> found =
                grid.jobs().stream().filter(job -> job.id().startsWith(start)).toList();
        if (found.isEmpty()) {
            throw unknown;
        }
        if (found.size() > 1) {
            String some = found.stream().limit(MOST_TOLD).map(JobView::id).collect(Collectors.joining(", "));
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(
                            ErrorCode.BAD_USAGE,
                            found.size() + " jobs begin with " + start + ": " + some
                                    + (found.size() > MOST_TOLD ? " +" + (found.size() - MOST_TOLD) + " more" : "")),
                    "");
        }
        return found.get(0);
    }

    private static ProblemException none(String message) {
        return new ProblemException(
                ExitCode.NOT_FOUND.code(),
                Problem.of(ErrorCode.NO_SUCH_JOB, message).fixedBy("grid jobs"),
                "");
    }
}
