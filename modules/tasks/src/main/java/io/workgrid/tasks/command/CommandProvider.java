package io.workgrid.tasks.command;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code command}: a program per item, by name. Arguments: {@code command} (needed; words, with quotes as in a shell), {@code shell}
 * (false), {@code max-output-bytes} (1048576), {@code kill-grace} (2s), and {@code env.NAME} for each variable. See {@link CommandTask}.
 */
public final class CommandProvider implements TaskProvider {
    private static final String ENV = "env.";

    @Override
    public String name() {
        return "command";
    }

    @Override
    public String summary() {
        return "item: anything; runs --arg command='gzip -9 {}' for it; result: exit, stdout, stderr";
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
        TaskArgs known = new TaskArgs(rest).only("command", "shell", "max-output-bytes", "kill-grace");
        String command = known.text("command");
        if (command == null) {
            throw new IllegalArgumentException("argument command is missing; wanted as command='gzip -9 {}'");
        }
        boolean shell = known.flag("shell", false);
        Duration grace = known.duration("kill-grace", CommandSpec.DEFAULT_KILL_GRACE);
        return new CommandTask(new CommandSpec(
                shell ? List.of(command) : Words.split(command),
                shell,
                env,
                known.number("max-output-bytes", CommandSpec.DEFAULT_MAX_OUTPUT_BYTES, 0, Integer.MAX_VALUE),
                Objects.requireNonNull(grace, "the fallback is not null")));
    }
}
