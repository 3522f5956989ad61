package io.workgrid.cli.steer;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteJob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid resume}. */
@Command(
        name = "resume",
        description = "Let paused jobs go on.",
        footer = {"", "JOB is an id, the start of one that no other has, or @latest."})
public final class ResumeCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "JOB", description = "The jobs.")
    private List<String> jobs = new ArrayList<>();

    @Option(
            names = {"-q", "--quiet"},
            description = "Only the ids.")
    private boolean quiet;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public ResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return Steering.each(connect.open(console.env()), jobs, RemoteJob::resume, console, quiet)
                .code();
    }
}
