package io.workgrid.tasks.process;

import io.workgrid.api.task.TaskFailureException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words why a program could not be started, and whether another try can help. */
final class LaunchFailure {
    private static final int ENOENT = 2;
    private static final int E2BIG = 7;
    private static final int ENOEXEC = 8;
    private static final int EACCES = 13;

    /** JDK 17: {@code error=2, No such file}; later ones: {@code error: 2 (No such file)}. */
    private static final Pattern ERRNO = Pattern.compile("error[=:] ?(\\d+)");

    private LaunchFailure() {}

    static TaskFailureException of(Launch launch, IOException e) {
        String program = launch.argv().get(0);
        String systemSays = String.valueOf(e.getMessage());
        return switch (errno(systemSays)) {
            case ENOENT -> permanent(notFound(program), e);
            case EACCES -> permanent("not executable: " + program + " (permission denied)", e);
            case ENOEXEC -> permanent("not a program of this machine: " + program, e);
            case E2BIG -> permanent(tooLong(launch), e);
            default -> new TaskFailureException("cannot start " + program + ": " + systemSays, e, false, Map.of());
        };
    }

    private static int errno(String message) {
        Matcher errno = ERRNO.matcher(message);
        return errno.find() ? Integer.parseInt(errno.group(1)) : 0;
    }

    private static TaskFailureException permanent(String message, IOException e) {
        return TaskFailureException.permanent(message, e);
    }

    private static String notFound(String program) {
        return program.contains("/")
                ? "command not found: " + program + " (no such file, or the interpreter in its first line is missing)"
                : "command not found: " + program + " (no such program in PATH)";
    }

    private static String tooLong(Launch launch) {
        long argv = 0;
        String longest = "";
        int most = -1;
        for (int i = 0; i < launch.argv().size(); i++) {
            int length = launch.argv().get(i).length();
            argv += length;
            if (length > most) {
                most = length;
                longest = "argument " + i;
            }
        }
        for (Map.Entry<String, String> variable : launch.env().entrySet()) {
            if (variable.getValue().length() > most) {
                most = variable.getValue().length();
                longest = "variable " + variable.getKey();
            }
        }
        return String.format(
                Locale.ROOT,
                "item is too long for a command: %s has %,d characters, all arguments %,d; Linux takes 131,071 bytes in"
                        + " one and about 2 MB in all. Write it to a file and pass the path",
                longest,
                most,
                argv);
    }
}
