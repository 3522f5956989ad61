package io.workgrid.cli.job;

import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.cli.input.ItemFlags;
import io.workgrid.cli.input.ItemSource;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid map}: pool.map from the shell. */
@Command(
        name = "map",
        description = "Run a task on each item: pool.map from the shell.",
        customSynopsis = "grid map [OPTIONS] TASK [-a FILE | --glob PATTERN | ::: ITEM... | -]",
        footer = {
            "",
            "Tasks: sha256, lines, spin, sleep, command; or a task or class of your own in --jar.",
            "An ITEM of the form 0..99 is a range. Without items, stdin is read if it is no terminal.",
            "",
            "  grid map sha256 --glob 'data/*.csv'",
            "  grid map spin -j 4 ::: 0..99",
            "  find . -name '*.java' -print0 | grid map lines -0 -o csv"
        })
public final class MapCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TASK", description = "A task's name, or a class in --jar.")
    private String task = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "-", description = "Items from stdin.")
    private @Nullable String dash;

    @Mixin
    private ItemFlags itemFlags = new ItemFlags();

    @Option(names = "--arg", paramLabel = "K=V", description = "An argument of the task. Repeatable.")
    private Map<String, String> args = new LinkedHashMap<>();

    @Option(names = "--jar", paramLabel = "FILE", description = "A jar with the task. Repeatable.")
    private List<Path> jars = new ArrayList<>();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    @Mixin
    private JobFlags jobFlags = new JobFlags();

    @Mixin
    private OutputFlags outputFlags = new OutputFlags();

    private final Console console;
    private final Arguments arguments;

    public MapCommand(Console console, Arguments arguments) {
        this.console = console;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        boolean stdin = isDash(dash);
        jars.forEach(MapCommand::check);
        JobOutput output = outputFlags.output(-1, arguments.resumed());
        ItemSource items = itemFlags.open(console, "map " + task, arguments.items(), stdin, false);
        TaskRef<Object, Object> ref = new TaskRef.Named<>(task, args, jars);
        RemoteGrid cluster = connect.find(console.env());
        JobSpec<Object, Object> spec =
                new JobSpec<>(ref, items, null, jobFlags.options(null, cluster != null), Map.of());
        return jobFlags.run(spec, output.withItems(items.count()), console, cluster, connect)
                .code();
    }

    /** The one argument besides the task can only be {@code -}. */
    static boolean isDash(@Nullable String argument) {
        if (argument != null && !argument.equals("-")) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.BAD_USAGE, "argument " + argument + " is not understood")
                            .because("items stand after :::")
                            .fixedBy("::: " + Arguments.quoted(argument)),
                    "nothing was submitted");
        }
        return argument != null;
    }

    private static void check(Path jar) {
        String fault = !Files.exists(jar)
                ? "does not exist"
                : Files.isDirectory(jar)
                        ? "is a directory"
                        : Files.isReadable(jar) ? null : "cannot be read: permission denied";
        if (fault != null) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(ErrorCode.JAR_UNREADABLE, "jar " + jar + " " + fault),
                    "nothing was submitted");
        }
    }
}
