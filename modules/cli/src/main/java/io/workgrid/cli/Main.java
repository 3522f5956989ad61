package io.workgrid.cli;

import io.workgrid.api.BadInputException;
import io.workgrid.cli.batch.InitCommand;
import io.workgrid.cli.batch.SubmitCommand;
import io.workgrid.cli.batch.ValidateCommand;
import io.workgrid.cli.bench.BenchCommand;
import io.workgrid.cli.help.CompletionCommand;
import io.workgrid.cli.help.HelpCommand;
import io.workgrid.cli.job.Arguments;
import io.workgrid.cli.job.MapCommand;
import io.workgrid.cli.job.RunCommand;
import io.workgrid.cli.look.ErrorsCommand;
import io.workgrid.cli.look.GanttCommand;
import io.workgrid.cli.look.JoblogCommand;
import io.workgrid.cli.look.JobsCommand;
import io.workgrid.cli.look.LocksCommand;
import io.workgrid.cli.look.LogsCommand;
import io.workgrid.cli.look.NodesCommand;
import io.workgrid.cli.look.ResultsCommand;
import io.workgrid.cli.look.SharedCommand;
import io.workgrid.cli.look.StatusCommand;
import io.workgrid.cli.look.TopCommand;
import io.workgrid.cli.look.WatchCommand;
import io.workgrid.cli.node.NodeCommand;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.ReaderGoneException;
import io.workgrid.cli.output.Tty;
import io.workgrid.cli.steer.CancelCommand;
import io.workgrid.cli.steer.DrainCommand;
import io.workgrid.cli.steer.PauseCommand;
import io.workgrid.cli.steer.ResumeCommand;
import io.workgrid.cli.steer.RetryCommand;
import io.workgrid.cli.steer.SetCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Starts {@code grid}. */
public final class Main {
    private static final Set<String> TELL_OF_ALL = Set.of("help", "completion");

    private Main() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("version")) {
            // asked by scripts again and again: not worth a parser
            System.out.println(VersionCommand.text());
            return;
        }
        Prescan early = Prescan.of(args);
        int exit = run(List.of(args), Tty.console(early.colour()), early);
        // threads of the grid, or a read of stdin that nobody will answer, must not keep the process
        System.exit(exit);
    }

    /** Runs a command line. */
    static int run(List<String> args, Console console, Prescan early) {
        Faults faults = new Faults(console, early.json());
        Callable<Integer> bare = bare(args, console);
        if (bare != null) {
            try {
                return bare.call();
            } catch (Exception e) { // as the parser would
                return fault(faults, e);
            }
        }
        Arguments arguments = Arguments.of(args);
        CommandLine line = line(console, arguments);
        if (args.isEmpty()) {
            line.usage(console.err());
            return ExitCode.USAGE.code();
        }
        line.setParameterExceptionHandler((e, ignored) -> faults.usage(e));
        line.setExecutionExceptionHandler((e, command, parsed) -> fault(faults, e));
        return line.execute(arguments.flags().toArray(String[]::new));
    }

    /** A verb that is asked again and again, mostly without an option, and then needs no parser: to make one takes longer than the answer. */
    private static @Nullable Callable<Integer> bare(List<String> args, Console console) {
        if (args.size() != 1) {
            return null;
        }
        return switch (args.get(0)) {
            case "jobs" -> new JobsCommand(console);
            case "nodes" -> new NodesCommand(console);
            default -> null;
        };
    }

    private static int fault(Faults faults, Exception e) {
        if (e instanceof ProblemException problem) {
            return faults.problem(problem);
        }
        if (e instanceof BadInputException bad) {
            return faults.badInput(bad);
        }
        return e instanceof ReaderGoneException ? ExitCode.READER_GONE.code() : faults.bug(e);
    }

    /** The command line with the one verb that was asked for, or with all of them: to look at each costs start-up time. */
    static CommandLine line(Console console, Arguments arguments) {
        CommandLine line = new CommandLine(new GridCommand());
        Map<String, Supplier<Object>> verbs = verbs(console, arguments);
        Supplier<Object> asked = verbs.get(arguments.verb());
        boolean all = asked == null || TELL_OF_ALL.contains(arguments.verb());
        for (Supplier<Object> verb : all ? verbs.values() : List.of(asked)) {
            line.addSubcommand(verb.get());
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setOverwrittenOptionsAllowed(false);
        // arguments are taken as they are: @name is no file of arguments
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(console.out(), true, console.terminals().outCharset()));
        line.setErr(new PrintWriter(console.err(), true, console.terminals().errCharset()));
        boolean colour = console.terminals().colour() && console.terminals().out();
        line.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
        return line;
    }

    private static Map<String, Supplier<Object>> verbs(Console console, Arguments arguments) {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("map", () -> new MapCommand(console, arguments));
        verbs.put("run", () -> new RunCommand(console, arguments));
        verbs.put("submit", () -> new SubmitCommand(console));
        verbs.put("validate", () -> new ValidateCommand(console));
        verbs.put("init", () -> new InitCommand(console));
        verbs.put("jobs", () -> new JobsCommand(console));
        verbs.put("status", () -> new StatusCommand(console));
        verbs.put("watch", () -> new WatchCommand(console));
        verbs.put("results", () -> new ResultsCommand(console));
        verbs.put("errors", () -> new ErrorsCommand(console));
        verbs.put("logs", () -> new LogsCommand(console));
        verbs.put("joblog", () -> new JoblogCommand(console));
        verbs.put("gantt", () -> new GanttCommand(console));
        verbs.put("cancel", () -> new CancelCommand(console));
        verbs.put("pause", () -> new PauseCommand(console));
        verbs.put("resume", () -> new ResumeCommand(console));
        verbs.put("retry", () -> new RetryCommand(console));
        verbs.put("set", () -> new SetCommand(console));
        verbs.put("nodes", () -> new NodesCommand(console));
        verbs.put("drain", () -> new DrainCommand(console));
        verbs.put("shared", () -> SharedCommand.line(console));
        verbs.put("locks", () -> new LocksCommand(console));
        verbs.put("top", () -> new TopCommand(console));
        verbs.put("bench", () -> BenchCommand.line(console));
        verbs.put("node", () -> NodeCommand.line(console));
        verbs.put("completion", () -> new CompletionCommand(console));
        verbs.put("version", () -> new VersionCommand(console));
        verbs.put("help", () -> new HelpCommand(console));
        return verbs;
    }
}
