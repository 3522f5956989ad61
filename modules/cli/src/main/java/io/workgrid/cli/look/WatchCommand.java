package io.workgrid.cli.look;

import io.workgrid.cli.job.Stay;
import io.workgrid.cli.job.WatchFlags;
import io.workgrid.cli.job.Watching;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private WatchFlags flags = new WatchFlags();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteGrid grid = connect.open(console.env());
        return new Watching(grid, JobNames.find(grid, job), console, flags, Stay.with(connect, flags.longest()))
                .toTheEnd()
                .code();
    }
}
