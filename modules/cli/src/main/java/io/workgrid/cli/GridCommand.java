package io.workgrid.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code grid} itself: what holds for every verb. */
@Command(
        name = "grid",
        description = "pool.map across machines.",
        synopsisSubcommandLabel = "VERB",
        footer = {"", "grid VERB --help tells more; grid help exit-codes what it exits with."})
final class GridCommand implements Runnable {
    // read before picocli sees it: errors of the command line are coloured too
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "auto (default), always or never. NO_COLOR is respected.")
    @SuppressWarnings("UnusedVariable") // for the help and for checking; read by Prescan
    private String colour = "auto";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb");
    }
}
