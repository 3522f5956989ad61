package io.workgrid.cli.node;

import io.workgrid.cli.output.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grid node}: this machine's part of a grid. */
@Command(
        name = "node",
        description = "Make this machine a node of a grid.",
        synopsisSubcommandLabel = "(start | key | token)")
public final class NodeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private NodeCommand() {}

    /** The verb with what is below it. */
    public static CommandLine line(Console console) {
        return new CommandLine(new NodeCommand())
                .addSubcommand(NodeStartCommand.line(console))
                .addSubcommand(NodeKeyCommand.line(console))
                .addSubcommand(new NodeTokenCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "node what? there is: grid node start, grid node key, grid node token");
    }
}
