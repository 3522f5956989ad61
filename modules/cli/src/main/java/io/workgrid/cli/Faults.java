package io.workgrid.cli;

import io.workgrid.api.BadInputException;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.ProblemPrinter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on stderr what went wrong, as text or JSON, and knows what to exit with. */
final class Faults {
    private final Console console;
    private final boolean json;

    /**
     * @param json whether problems are told as JSON
     */
    Faults(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    int problem(ProblemException e) {
        ProblemPrinter printer = new ProblemPrinter(console.terminals().colour());
        // whoever knows that something ran says so
        boolean early = e.aftermath().isEmpty() && e.exitCode() == ExitCode.BAD_INPUT.code();
        String aftermath = early ? "nothing was submitted" : e.aftermath();
        console.err().print(json ? printer.json(e.problems(), aftermath) : printer.text(e.problems(), aftermath));
        console.err().flush();
        return e.exitCode();
    }

    /** What the grid refused before it knew of a job, as 5,000 workers. */
    int badInput(BadInputException e) {
        return problem(new ProblemException(
                ExitCode.USAGE.code(),
                Problem.of(ErrorCode.BAD_USAGE, String.valueOf(e.getMessage())),
                "nothing was submitted"));
    }

    int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        Problem problem = Problem.of(ErrorCode.BAD_USAGE, message(e)).fixedBy(fix(e));
        return problem(new ProblemException(
                ExitCode.USAGE.code(),
                problem,
                "see " + command.getCommandSpec().qualifiedName() + " --help"));
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            boolean verb = e.getCommandLine().getParent() == null;
            return unmatched.isUnknownOption()
                    ? "unknown option " + argument
                    : verb ? "unknown verb " + argument : "argument " + argument + " is not understood";
        }
        if (e instanceof MissingParameterException missing) {
            return "missing " + missing.getMissing().get(0).paramLabel()
                    + missing.getMissing().stream()
                            .findFirst()
                            .map(spec -> spec.isOption() ? " of " + name(spec) : "")
                            .orElse("");
        }
        CommandLine.Model.ArgSpec spec = e.getArgSpec();
        String message = String.valueOf(e.getMessage());
        String pair = " should be in KEY=VALUE format but was ";
        int was = message.indexOf(pair);
        if (spec != null && was >= 0) {
            return name(spec) + " is \"" + message.substring(was + pair.length()) + "\"; wanted " + spec.paramLabel();
        }
        int reason = message.indexOf(": is ");
        if (spec != null && reason >= 0) {
            return name(spec) + message.substring(reason + 1);
        }
        return message.isEmpty()
                ? "the command line is not understood"
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String name(CommandLine.Model.ArgSpec spec) {
        if (spec instanceof CommandLine.Model.OptionSpec option) {
            return option.longestName();
        }
        return spec.paramLabel();
    }

    private static @Nullable String fix(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            return near.isEmpty() ? null : near.get(0);
        }
        return null;
    }

    int bug(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        problem(new ProblemException(
                ExitCode.BUG.code(),
                Problem.of(ErrorCode.BUG, "a fault of grid itself: " + e).fixedBy("report it with what follows"),
                ""));
        console.err().print(trace);
        console.err().flush();
        return ExitCode.BUG.code();
    }
}
