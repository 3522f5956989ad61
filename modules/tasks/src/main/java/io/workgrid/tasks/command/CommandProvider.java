package io.workgrid.tasks.command;

import io.workgrid.api.task.Durations;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code command}: a program per item, by name. Arguments: {@code command} (words, with quotes as in a shell) or {@code argv} (the exact
 * words, as a JSON list of texts), one of which is needed; {@code shell} (false), {@code max-output-bytes} (1048576), {@code kill-grace}
 * (2s), {@code env.NAME} for each variable, and {@code numbered} (false): each item is a list of the index that the command is told, and
 * the item. See {@link CommandTask}.
 */
public final class CommandProvider implements TaskProvider {
    /** What the task is called. */
    public static final String NAME = "command";

    private static final String ENV = "env.";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "item: anything; runs --arg command='gzip -9 {}' for it; result: exit, stdout, stderr";
    }

    /** The arguments that make the same command by name. */
    public static Map<String, String> args(CommandSpec spec) {
        Map<String, String> args = new LinkedHashMap<>();
        args.put("argv", WordList.write(spec.argv()));
        if (spec.shell()) {
            args.put("shell", "true");
        }
        if (spec.maxOutputBytes() != CommandSpec.DEFAULT_MAX_OUTPUT_BYTES) {
            args.put("max-output-bytes", Long.toString(spec.maxOutputBytes()));
        }
        if (!spec.killGrace().equals(CommandSpec.DEFAULT_KILL_GRACE)) {
            args.put("kill-grace", Durations.format(spec.killGrace()));
        }
        spec.env().forEach((name, value) -> args.put(ENV + name, value));
        return args;
    }

    /** The arguments that make the same command by name, for numbered items. */
    public static Map<String, String> numberedArgs(CommandSpec spec) {
        Map<String, String> args = args(spec);
        args.put("numbered", "true");
        return args;
    }

    @Override
    public Task<Object, Map<String, Object>> create(TaskArgs args) {
        Map<String, String> env = new LinkedHashMap<>();
        Map<String, String> rest = new LinkedHashMap<>();
        args.values().forEach((name, value) -> {
            if (name.startsWith(ENV)) {
                env.put(name.substring(ENV.length()), value);
            } else {
                rest.put(name, value);
            }
        });
        TaskArgs known =
                new TaskArgs(rest).only("command", "argv", "shell", "max-output-bytes", "kill-grace", "numbered");
        boolean shell = known.flag("shell", false);
        Duration grace = known.duration("kill-grace", CommandSpec.DEFAULT_KILL_GRACE);
        CommandTask task = new CommandTask(new CommandSpec(
                words(known, shell),
                shell,
                env,
                known.number("max-output-bytes", CommandSpec.DEFAULT_MAX_OUTPUT_BYTES, 0, Integer.MAX_VALUE),
                Objects.requireNonNull(grace, "the fallback is not null")));
        return known.flag("numbered", false) ? new NumberedCommand(task) : task;
    }

    private static List<String> words(TaskArgs args, boolean shell) {
        String command = args.text("command");
        String argv = args.text("argv");
        if (command != null && argv != null) {
            throw new IllegalArgumentException("arguments command and argv exclude each other");
        }
        if (argv != null) {
            return WordList.read(argv);
        }
        if (command == null) {
            throw new IllegalArgumentException("argument command is missing; wanted as command='gzip -9 {}'");
        }
        return shell ? List.of(command) : Words.split(command);
    }
}
