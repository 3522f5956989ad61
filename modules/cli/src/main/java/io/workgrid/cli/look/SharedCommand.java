package io.workgrid.cli.look;

import io.workgrid.cli.output.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grid shared}: what the manager holds. */
@Command(
        name = "shared",
        description = "Look at shared objects, and delete them.",
        synopsisSubcommandLabel = "(ls | get | rm)")
public final class SharedCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private SharedCommand() {}

    /** The verb with what is below it. */
    public static CommandLine line(Console console) {
        return new CommandLine(new SharedCommand())
                .addSubcommand(new SharedListCommand(console))
                .addSubcommand(new SharedGetCommand(console))
                .addSubcommand(new SharedRemoveCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "shared what? there is: grid shared ls, grid shared get NAME, grid shared rm NAME");
    }
}
