package io.workgrid.cli.look;

import io.workgrid.cli.job.Parsers;
import io.workgrid.cli.job.Showing;
import io.workgrid.cli.job.Stay;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Format;
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

/** {@code grid results}. */
@Command(
        name = "results",
        description = "Print the results of a job: those there are now, or with --follow all, as they come.",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest. With --follow the exit code says how the job ended.",
            "",
            "  grid results @latest --follow > out.txt",
            "  grid results j-7f3a -o jsonl --from 5000"
        })
public final class ResultsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text (default), table, wide, json, jsonl, yaml, csv or name.")
    private Format format = Format.TEXT;

    @Option(
            names = {"-f", "--follow"},
            description = "Wait for those to come, to the end of the job.")
    private boolean follow;

    @Option(names = "--unordered", description = "As the items ended.")
    private boolean unordered;

    @Option(
            names = "--from",
            paramLabel = "N",
            converter = Parsers.Index.class,
            description = "The first index wanted; not with --unordered.")
    private @Nullable Long from;

    @Option(
            names = {"-q", "--quiet"},
            description = "Nothing on stderr.")
    private boolean quiet;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "With --follow: how long to wait; the job goes on, and the exit code is 124.")
    private @Nullable Duration longest;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public ResultsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (unordered && from != null) {
            throw Bad.usage("--from and --unordered exclude each other; what ended first has no place in an order");
        }
        RemoteGrid grid = connect.open(console.env());
        Showing showing = new Showing(JobNames.find(grid, job), console, format, quiet, Stay.with(connect, longest));
        long first = from == null ? 0 : from;
        if (follow) {
            grid.info(); // tells of the other nodes, should this one be lost
        }
        return (follow ? showing.all(!unordered, first) : showing.now(!unordered, first)).code();
    }
}
