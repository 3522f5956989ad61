package io.workgrid.cli.job;

import io.workgrid.api.JobSpec;
import io.workgrid.cli.input.ItemFlags;
import io.workgrid.cli.input.ItemSource;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import io.workgrid.tasks.command.CommandSpec;
import io.workgrid.tasks.command.CommandTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid run}: a command per item. */
@Command(
        name = "run",
        description = "Run a command on each item.",
        customSynopsis = "grid run [OPTIONS] [-a FILE | --glob PATTERN | ::: ITEM... | -] -- CMD {}",
        footer = {
            "",
            "In CMD: {} the item, {name} a column of a table or field of JSON, {#} the index from 0, {attempt}, {fence}.",
            "Without any of them the item is the last argument. The environment has GRID_ITEM, GRID_INDEX and others.",
            "No shell is involved unless --shell is given.",
            "",
            "  grid run --glob '*.log' -- gzip -9 {}",
            "  grid run -a hosts.csv --timeout 10s --retries 2 -- ssh {host} uptime",
            "  grid run --shell ::: 0..9 -- 'echo {} | md5sum'"
        })
public final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "-", description = "Items from stdin.")
    private @Nullable String dash;

    @Mixin
    private ItemFlags itemFlags = new ItemFlags();

    @Option(names = "--env", paramLabel = "K=V", description = "A variable of the command's environment. Repeatable.")
    private Map<String, String> env = new LinkedHashMap<>();

    @Option(names = "--shell", description = "sh reads the command; items get in as quoted variables.")
    private boolean shell;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    @Mixin
    private JobFlags jobFlags = new JobFlags();

    @Mixin
    private OutputFlags outputFlags = new OutputFlags();

    private final Console console;
    private final Arguments arguments;

    public RunCommand(Console console, Arguments arguments) {
        this.console = console;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        List<String> command = command();
        boolean stdin = MapCommand.isDash(dash);
        JobOutput output = outputFlags.output(-1, arguments.resumed());
        CommandSpec what = spec(command);
        ItemSource items = itemFlags.open(console, "run", arguments.items(), stdin, true);
        RemoteGrid cluster = connect.find(console.env());
        JobSpec<Object, Map<String, Object>> spec =
                JobSpec.of(new CommandTask(what), items).withOptions(jobFlags.options(name(command), cluster != null));
        return jobFlags.run(spec, output.withItems(items.count()), console, cluster, connect)
                .code();
    }

    private List<String> command() {
        List<String> command = arguments.command();
        if (command == null || command.isEmpty()) {
            String given = dash != null && command == null ? dash + " ..." : "echo {}";
            throw usage(
                    "no command; it stands after --",
                    command == null && arguments.items() != null
                            ? "grid run ::: a b -- " + given
                            : "grid run -a FILE -- " + given);
        }
        if (arguments.items() == null && command.contains(Arguments.ITEMS)) {
            throw usage(
                    "::: stands behind --, where it belongs to the command",
                    "grid run ::: "
                            + String.join(" ", command.subList(command.indexOf(Arguments.ITEMS) + 1, command.size()))
                            + " -- "
                            + String.join(" ", command.subList(0, command.indexOf(Arguments.ITEMS))));
        }
        return command;
    }

    private CommandSpec spec(List<String> command) {
        try {
            return CommandSpec.of(command.toArray(String[]::new))
                    .withShell(shell)
                    .withEnv(env);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()), null);
        }
    }

    private static String name(List<String> command) {
        String program = command.get(0).strip().split("\\s", 2)[0];
        Path last = Path.of(program).getFileName();
        return last == null ? program : last.toString();
    }

    private static ProblemException usage(String message, @Nullable String fix) {
        return new ProblemException(
                ExitCode.USAGE.code(), Problem.of(ErrorCode.BAD_USAGE, message).fixedBy(fix), "nothing was submitted");
    }
}
