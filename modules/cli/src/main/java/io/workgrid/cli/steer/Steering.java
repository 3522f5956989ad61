package io.workgrid.cli.steer;

import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import io.workgrid.cli.remote.RemoteJob;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Does something to jobs, and says what they are then. */
final class Steering {
    private Steering() {}

    /** All names are looked up before the first job is touched: a slip in one of them changes nothing. */
    static ExitCode each(
            RemoteGrid grid, List<String> names, Consumer<RemoteJob> what, Console console, boolean quiet) {
        List<RemoteJob> jobs =
                names.stream().map(name -> JobNames.find(grid, name)).toList();
        for (RemoteJob job : jobs) {
            what.accept(job);
            say(console, quiet ? job.id().text() : state(job.view()));
        }
        return ExitCode.DONE;
    }

    private static String state(JobView job) {
        return job.id() + "  " + job.name() + "  " + job.phase().name().toLowerCase(Locale.ROOT)
                + (job.reason() == null ? "" : ": " + job.reason());
    }

    static void say(Console console, String line) {
        new Document("grid.job/v1", Map.of(), line, List.of(line)).print(console, Format.TEXT);
    }

    static ProblemException usage(String message, String fix) {
        return new ProblemException(
                ExitCode.USAGE.code(), Problem.of(ErrorCode.BAD_USAGE, message).fixedBy(fix), "nothing was changed");
    }
}
