package io.workgrid.tasks.command;

import io.workgrid.api.task.TaskFailureException;
import io.workgrid.tasks.process.Ended;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an exit code other than 0 into a failure that people, and retry policies, can read. */
final class CommandFailure {
    private static final int LONGEST_LINE = 300;
    private static final int SIGNAL_BASE = 128;

    private static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));

    /** By number: the same everywhere up to 15, except 7, 10 and 12, which are Linux's. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"));

    private static final List<Integer> LINUX_ONLY = List.of(7, 10, 12);

    private CommandFailure() {}

    static TaskFailureException of(CommandSpec spec, Ended ended) {
        String signal = signal(ended.exit());
        Map<String, String> details = new LinkedHashMap<>();
        details.put("exit", Integer.toString(ended.exit()));
        if (signal != null) {
            details.put("signal", signal);
        }
        details.put("stdout", ended.stdout().tail());
        details.put("stderr", ended.stderr().tail());
        cut(details, "stdoutCutBytes", ended.stdout());
        cut(details, "stderrCutBytes", ended.stderr());
        String last = lastLine(ended.stderr().tail());
        String message = what(spec, ended.exit(), signal) + (last.isEmpty() ? "" : ": " + last);
        return new TaskFailureException(message, null, false, details);
    }

    private static void cut(Map<String, String> details, String name, Ended.Output output) {
        if (output.beforeTailBytes() > 0) {
            details.put(name, Long.toString(output.beforeTailBytes()));
        }
    }

    /** The JDK gives 128 + n for a death by signal n, as shells do, and a program may exit with that number itself: say both. */
    private static String what(CommandSpec spec, int exit, @Nullable String signal) {
        if (signal == null) {
            return "exit " + exit;
        }
        return spec.shell()
                ? "exit " + exit + " (128 + " + signal + ": the shell or a command in it was killed)"
                : "killed by " + signal + " (exit " + exit + ")";
    }

    private static @Nullable String signal(int exit) {
        int number = exit - SIGNAL_BASE;
        return LINUX_ONLY.contains(number) && !LINUX ? null : SIGNALS.get(number);
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        String line = stripped.substring(stripped.lastIndexOf('\n') + 1);
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
    }
}
