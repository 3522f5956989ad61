package io.workgrid.cli.batch;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code grid init}. */
@Command(
        name = "init",
        description = "Print a commented example of a batch file that runs as it is.",
        customSynopsis = "grid init [--kind KIND] > batch.yaml",
        footer = {"", "  grid init --kind command > batch.yaml && grid submit batch.yaml"})
public final class InitCommand implements Callable<Integer> {
    /** What there are examples of; the first is the default. */
    static final List<String> KINDS = List.of("command", "task", "java", "jobs");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "command (default): a program per item. task: a built-in task. java: a class in a jar."
                    + " jobs: several jobs that need each other.")
    private String kind = KINDS.get(0);

    private final Console console;

    public InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!KINDS.contains(kind)) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(
                                    ErrorCode.BAD_USAGE,
                                    "no example of kind `" + kind + "`; wanted " + String.join(", ", KINDS))
                            .because(DidYouMean.ask(kind, KINDS, "these are what this version can run"))
                            .fixedBy("grid init --kind "
                                    + DidYouMean.nearest(kind, KINDS).orElse(KINDS.get(0))),
                    "nothing was written");
        }
        console.out().write(Texts.resource("init-" + kind + ".yaml"));
        console.out().flush();
        return ExitCode.DONE.code();
    }
}
