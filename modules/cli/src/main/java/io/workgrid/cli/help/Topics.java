package io.workgrid.cli.help;

import io.workgrid.api.task.TaskProvider;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** Texts that belong to no verb; made from what the code itself uses, so that they cannot lag behind. */
final class Topics {
    static final List<String> NAMES = List.of("exit-codes", "errors", "tasks");

    private Topics() {}

    /** The text on a topic, empty if there is none of that name. */
    static String text(String topic) {
        return switch (topic) {
            case "exit-codes" -> exitCodes();
            case "errors" -> errors();
            case "tasks" -> tasks();
            default -> "";
        };
    }

    private static String exitCodes() {
        StringBuilder text = new StringBuilder("What grid exits with, the same for every verb:\n\n");
        for (ExitCode code : ExitCode.values()) {
            text.append(String.format(Locale.ROOT, "  %3d  %s%n", code.code(), code.meaning()));
        }
        return text.append("\nOf a batch with several jobs: the one that a script must not overlook.\n")
                .toString()
                .replace("\r", "");
    }

    private static String errors() {
        StringBuilder text = new StringBuilder("Codes of errors. A code never changes its meaning:\n\n");
        for (ErrorCode code : ErrorCode.values()) {
            text.append("  ")
                    .append(code.id())
                    .append("  ")
                    .append(code.meaning())
                    .append('\n');
        }
        return text.append(
                        "\nWith -o json the same words come as {\"error\":{\"code\",\"message\",\"where\",\"why\",\"fix\"}}.\n")
                .toString();
    }

    private static String tasks() {
        StringBuilder text =
                new StringBuilder("Tasks by name, for grid map TASK, kind: TASK and grid bench sweep TASK:\n\n");
        List<TaskProvider> tasks = ServiceLoader.load(TaskProvider.class, TaskProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(TaskProvider::name))
                .toList();
        int widest = tasks.stream().mapToInt(task -> task.name().length()).max().orElse(1);
        for (TaskProvider task : tasks) {
            text.append("  ")
                    .append(task.name())
                    .append(" ".repeat(widest - task.name().length() + 2))
                    .append(task.summary())
                    .append('\n');
        }
        return text.append("\nA task of your own: grid map NAME --jar FILE, or kind: java with jar and class.\n")
                .toString();
    }
}
