package io.workgrid.cli.look;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import io.workgrid.cli.remote.RemoteObjects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose shared objects are meant, and where the grid is. */
final class ScopeFlag {
    @Option(names = "--job", paramLabel = "JOB", description = "The objects of this job. Default: those of the grid.")
    private @Nullable String job;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    RemoteObjects open(Console console) {
        RemoteGrid grid = connect.open(console.env());
        return grid.objects(job == null ? "grid" : JobNames.find(grid, job).id().text());
    }
}
