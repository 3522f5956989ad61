package io.workgrid.cli.steer;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grid drain}. */
@Command(
        name = "drain",
        description = "Tell nodes to take no more work, to finish what they hold, and to leave.",
        footer = {"", "NODE is a name that grid nodes shows. Returns at once; the node's process ends when it has left."
        })
public final class DrainCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes.")
    private List<String> nodes = new ArrayList<>();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public DrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteGrid grid = connect.open(console.env());
        for (String node : nodes) {
            grid.drain(node);
            Steering.say(console, node + "  draining");
        }
        return ExitCode.DONE.code();
    }
}
