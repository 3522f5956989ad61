package io.workgrid.cli.bench;

import io.workgrid.cli.output.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grid bench}: what measures a grid. */
@Command(name = "bench", description = "Measure a grid.", synopsisSubcommandLabel = "sweep")
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private BenchCommand() {}

    /** The verb with what is below it. */
    public static CommandLine line(Console console) {
        return new CommandLine(new BenchCommand()).addSubcommand(new SweepCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "bench what? there is: grid bench sweep TASK");
    }
}
