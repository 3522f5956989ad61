package io.workgrid.cli.look;

import io.workgrid.cli.job.Parsers;
import io.workgrid.cli.job.Stay;
import io.workgrid.cli.job.Watching;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ProgressMode;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid watch}. */
@Command(
        name = "watch",
        description = "Follow a job to its end; the exit code says how it ended.",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest.",
            "Ctrl-C stops watching and the job goes on; twice within 2s cancels it."
        })
public final class WatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            description = "auto (default), tty, plain, json or none; on stderr.")
    private ProgressMode progress = ProgressMode.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no summary; only the exit code.")
    private boolean quiet;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "How long to wait; the job goes on, and the exit code is 124.")
    private @Nullable Duration longest;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteGrid grid = connect.open(console.env());
        return new Watching(grid, JobNames.find(grid, job), console, progress, quiet, Stay.with(connect, longest))
                .toTheEnd()
                .code();
    }
}
