package io.workgrid.tasks.command;

import io.workgrid.api.task.Durations;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command to be run for each item. Immutable.
 *
 * @param argv the program and its arguments, with placeholders; with a shell, words that are joined by blanks into its text
 * @param shell whether {@code sh} reads the text; else nothing does, and no character of an item has a meaning
 * @param env variables besides those of the node
 * @param maxOutputBytes how much of stdout, and of stderr, is kept: the first so many bytes, 0 to 64 MiB. What follows is read and
 *     dropped, and the result says how much that was
 * @param killGrace how long a cancelled command may take to end between TERM and KILL, 0 to an hour
 */
public record CommandSpec(
        List<String> argv, boolean shell, Map<String, String> env, long maxOutputBytes, Duration killGrace)
        implements Serializable {

    /** How much is kept of each stream if nothing else is said: 1 MiB. */
    public static final long DEFAULT_MAX_OUTPUT_BYTES = 1024 * 1024;

    /** How long a command may take to end if nothing else is said. */
    public static final Duration DEFAULT_KILL_GRACE = Duration.ofSeconds(2);

    private static final long MOST_OUTPUT_BYTES = 64 * 1024 * 1024;
    private static final Duration LONGEST_GRACE = Duration.ofHours(1);

    /** @throws IllegalArgumentException naming what is wrong, the value seen and the one wanted */
    public CommandSpec {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        require(!argv.isEmpty() && !argv.get(0).isBlank(), "command is empty; wanted a program, as in -- gzip -9 {}");
        argv.forEach(word -> require(word.indexOf('\0') < 0, "command has a NUL character in \"" + word + "\""));
        env.forEach(CommandSpec::checkVariable);
        require(
                maxOutputBytes >= 0 && maxOutputBytes <= MOST_OUTPUT_BYTES,
                "max output is " + maxOutputBytes + " bytes; wanted 0 to " + MOST_OUTPUT_BYTES);
        require(
                !killGrace.isNegative() && killGrace.compareTo(LONGEST_GRACE) <= 0,
                "kill grace is " + Durations.format(killGrace) + "; wanted 0s to 1h");
    }

    /** A program run without a shell, everything else at its default. */
    public static CommandSpec of(String... argv) {
        return new CommandSpec(List.of(argv), false, Map.of(), DEFAULT_MAX_OUTPUT_BYTES, DEFAULT_KILL_GRACE);
    }

    /** A text for {@code sh}, everything else at its default. */
    public static CommandSpec ofShell(String text) {
        return of(text).withShell(true);
    }

    /** With or without a shell. */
    public CommandSpec withShell(boolean to) {
        return new CommandSpec(argv, to, env, maxOutputBytes, killGrace);
    }

    /** With variables instead of those before. */
    public CommandSpec withEnv(Map<String, String> to) {
        return new CommandSpec(argv, shell, to, maxOutputBytes, killGrace);
    }

    /** With another bound on what is kept of each stream. */
    public CommandSpec withMaxOutputBytes(long to) {
        return new CommandSpec(argv, shell, env, to, killGrace);
    }

    /** With another time between TERM and KILL. */
    public CommandSpec withKillGrace(Duration to) {
        return new CommandSpec(argv, shell, env, maxOutputBytes, to);
    }

    private static void checkVariable(String name, String value) {
        require(
                !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0,
                "env has a variable named \"" + name + "\"; wanted a name without = in it");
        require(!name.startsWith("GRID_"), "env sets " + name + "; names with GRID_ are the grid's own");
        require(value.indexOf('\0') < 0, "env has a NUL character in " + name);
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
