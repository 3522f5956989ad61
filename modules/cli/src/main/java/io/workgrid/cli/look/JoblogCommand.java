package io.workgrid.cli.look;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.WriteFault;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grid joblog}. */
@Command(
        name = "joblog",
        description = "Print the job log: a line for each item that has ended, in the form of --joblog.",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest. The grid keeps the first 100,000 items of a job.",
            "",
            "  grid joblog j-7f3a | awk -F'\\t' '$3 == \"FAILED\"'"
        })
public final class JoblogCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public JoblogCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            JobNames.find(connect.open(console.env()), job).joblog(console.out());
            console.out().flush();
        } catch (IOException e) {
            throw WriteFault.of(e, "the job log to stdout", ExitCode.BAD_INPUT);
        }
        return ExitCode.DONE.code();
    }
}
