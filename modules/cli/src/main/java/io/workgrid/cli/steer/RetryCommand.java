package io.workgrid.cli.steer;

import io.workgrid.api.view.Outcome;
import io.workgrid.cli.job.Parsers;
import io.workgrid.cli.job.Stay;
import io.workgrid.cli.job.WatchFlags;
import io.workgrid.cli.job.Watching;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import io.workgrid.cli.remote.RemoteJob;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid retry}. */
@Command(
        name = "retry",
        description = "Run the failed items of an ended job again, as a new job, and follow it.",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest. Indexes in the new job count from 0.",
            "",
            "  grid retry j-7f3a --unknown",
            "  grid retry j-7f3a --items 3,7 -d"
        })
public final class RetryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Option(names = "--unknown", description = "Items whose outcome is UNKNOWN too.")
    private boolean unknown;

    @Option(names = "--cancelled", description = "Items that were CANCELLED too.")
    private boolean cancelled;

    @Option(
            names = "--items",
            paramLabel = "N",
            split = ",",
            converter = Parsers.Index.class,
            description = "These items, by index, and no others.")
    private List<Long> items = new ArrayList<>();

    @Option(
            names = {"-d", "--detach"},
            description = "Print the id of the new job and return.")
    private boolean detach;

    @Mixin
    private WatchFlags flags = new WatchFlags();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public RetryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!items.isEmpty() && (unknown || cancelled)) {
            throw Steering.usage("--items names the items; --unknown and --cancelled say nothing more", "--items 3,7");
        }
        RemoteGrid grid = connect.open(console.env());
        RemoteJob before = JobNames.find(grid, job);
        RemoteJob again = items.isEmpty() ? before.retry(outcomes()) : before.retry(items);
        if (detach) {
            Steering.say(console, again.id().text());
            return ExitCode.DONE.code();
        }
        Stay stay = Stay.in(grid, connect, flags.longest());
        if (!flags.quiet()) {
            console.err().println(stay.submitted(again.view()));
        }
        return new Watching(grid, again, console, flags, stay).toTheEnd().code();
    }

    private Set<Outcome> outcomes() {
        Set<Outcome> outcomes = EnumSet.of(Outcome.FAILED);
        if (unknown) {
            outcomes.add(Outcome.UNKNOWN);
        }
        if (cancelled) {
            outcomes.add(Outcome.CANCELLED);
        }
        return outcomes;
    }
}
