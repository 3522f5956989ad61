package io.workgrid.cli.node;

import io.workgrid.api.Grid;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.ProblemPrinter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code grid node start}: a node in the foreground. Its options are made from {@link Setting}. */
@Command(
        name = "start",
        description =
                "Start a node in the foreground. Ctrl-C or SIGTERM drains it and ends with 0; Ctrl-C twice ends at once.",
        sortOptions = false,
        footer = {
            "",
            "Every option may also stand in the environment (GRID_JOIN, GRID_DRAIN_TIMEOUT, GRID_MUST_JOIN=true) and in a",
            "file (join = a,b). A flag wins over the environment, the environment over the file, the file over the default.",
            "Nothing goes to stdout but what --print-address prints.",
            "",
            "  grid node start --name one",
            "  grid node start --name two --join 127.0.0.1:5701",
            "  grid node start --bind 10.0.0.7 --grid-key-file grid.key --join 10.0.0.5,10.0.0.6 --label zone=a"
        })
public final class NodeStartCommand implements Callable<Integer> {
    @Option(names = "--" + Settings.CONFIG, paramLabel = "FILE", description = "A properties file of settings.")
    private @Nullable String config;

    @Option(
            names = "--trial",
            description = "Join, run one item on each worker, leave: shows that a node can run here.")
    private boolean trial;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private final Console console;

    private NodeStartCommand(Console console) {
        this.console = console;
    }

    static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new NodeStartCommand(console));
        for (Setting setting : Setting.values()) {
            line.getCommandSpec().addOption(option(setting));
        }
        return line;
    }

    /** All are texts: the values of flags, environment and file are read in one place, and told of together. */
    private static OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flag()).description(setting.meaning());
        if (setting.isSwitch()) {
            return option.type(boolean.class).arity("0").build();
        }
        if (setting == Setting.LOG) {
            option.completionCandidates(List.of("text", "json"));
        }
        option.paramLabel(setting.param()).arity("1");
        return setting.isList()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    @Override
    public Integer call() {
        Map<Setting, String> flags = flags();
        try {
            StartOptions options = Settings.of(flags, console.env(), config);
            NodeLog log = options.json() ? new JsonLog(console.err(), Clock.systemUTC()) : textLog();
            try (LogBridge bridge = LogBridge.open(log)) {
                return new NodeRun(options, Grid::join, log, console.out())
                        .run(trial)
                        .code();
            }
        } catch (ProblemException e) {
            if (!Settings.json(flags, console.env())) {
                throw e;
            }
            console.err()
                    .println(new ProblemPrinter()
                            .json(e.problems(), e.aftermath())
                            .strip());
            return e.exitCode();
        }
    }

    private NodeLog textLog() {
        return new TextLog(console.err(), Clock.system(ZoneId.systemDefault()));
    }

    /** What the command line says; after it was parsed. */
    Map<Setting, String> flags() {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Object value = parsed.matchedOptionValue(setting.flag(), null);
            if (value != null) {
                flags.put(setting, value instanceof List<?> all ? joined(all) : value.toString());
            }
        }
        return flags;
    }

    private static String joined(List<?> values) {
        return String.join(",", values.stream().map(String::valueOf).toList());
    }
}
