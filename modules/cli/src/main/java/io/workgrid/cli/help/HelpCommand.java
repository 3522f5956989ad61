package io.workgrid.cli.help;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grid help}: a verb, or one of the topics. */
@Command(
        name = "help",
        description = "Explain a verb, exit-codes, errors or tasks.",
        customSynopsis = "grid help [VERB|exit-codes|errors|tasks]")
public final class HelpCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "WHAT", description = "A verb, exit-codes, errors or tasks.")
    private List<String> what = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private final Console console;

    public HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine about = spec.root().commandLine();
        String text = what.size() == 1 ? Topics.text(what.get(0)) : "";
        if (text.isEmpty()) {
            for (String word : what) {
                CommandLine next = about.getSubcommands().get(word);
                if (next == null) {
                    throw unknown(about, word);
                }
                about = next;
            }
            text = about.getUsageMessage(about.getColorScheme());
        }
        console.out().write(text.getBytes(console.terminals().outCharset()));
        console.out().flush();
        return ExitCode.DONE.code();
    }

    private static ProblemException unknown(CommandLine about, String word) {
        List<String> known = Stream.concat(about.getSubcommands().keySet().stream(), Topics.NAMES.stream())
                .toList();
        return new ProblemException(
                ExitCode.USAGE.code(),
                Problem.of(ErrorCode.BAD_USAGE, "no help on `" + word + "`")
                        .because(DidYouMean.ask(word, known, "no verb and no topic"))
                        .fixedBy("grid help " + DidYouMean.nearest(word, known).orElse("")),
                "known: " + String.join(", ", known));
    }
}
