package io.workgrid.cli.help;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grid completion}. */
@Command(
        name = "completion",
        description = "Print a completion script for bash, zsh or fish.",
        customSynopsis = "grid completion bash|zsh|fish",
        footer = {
            "",
            "  source <(grid completion bash)          in ~/.bashrc; zsh: in ~/.zshrc",
            "  grid completion fish > ~/.config/fish/completions/grid.fish",
            "",
            "Ids of jobs and names of nodes are asked of the grid that the command line, the environment or a profile names."
        })
public final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private final Console console;

    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine root = spec.root().commandLine();
        dropSigns(root.getCommandSpec());
        String script = switch (shell) {
            // the script of picocli sees by itself that it is read by zsh
            case "bash", "zsh" -> AutoComplete.bash("grid", root) + GridNames.bash();
            case "fish" -> FishScript.of(root.getCommandSpec());
            default -> throw unknown();
        };
        console.out().write(script.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return ExitCode.DONE.code();
    }

    /** An argument that is a sign, as {@code -}, has no name that picocli could make a variable of, and nothing to complete. */
    private static void dropSigns(CommandSpec command) {
        command.positionalParameters().stream()
                .filter(argument -> argument.paramLabel().chars().noneMatch(Character::isLetter))
                .toList()
                .forEach(command::remove);
        command.subcommands().values().forEach(line -> dropSigns(line.getCommandSpec()));
    }

    private ProblemException unknown() {
        return new ProblemException(
                ExitCode.USAGE.code(),
                Problem.of(ErrorCode.BAD_USAGE, "no completion for `" + shell + "`; wanted bash, zsh or fish")
                        .because(DidYouMean.ask(shell, SHELLS, "not one of them"))
                        .fixedBy("grid completion "
                                + DidYouMean.nearest(shell, SHELLS).orElse("bash")),
                "nothing was written");
    }
}
