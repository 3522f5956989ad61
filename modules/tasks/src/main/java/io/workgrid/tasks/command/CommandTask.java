package io.workgrid.tasks.command;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.tasks.process.ChildProcess;
import io.workgrid.tasks.process.Ended;
import io.workgrid.tasks.process.Launch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program for each item. Placeholders in its arguments: {@code {}} the item, {@code {name}} a column of a row, {@code {#}} the
 * item's index (from 0, the number that errors and the job log show; GNU parallel's counts from 1), {@code {attempt}}, {@code {fence}}. A
 * column of that name goes before {@code attempt} and {@code fence}. {@code {}} of a row is its only column, or the row as a JSON object.
 * With no placeholder at all the item is added as the last argument. A backslash before the braces takes their meaning away, {@code
 * ${NAME}} has none, and so have braces that name nothing, except that a row must have the columns that are named.
 *
 * <p>The environment has GRID_ITEM, GRID_INDEX, GRID_KEY, GRID_ATTEMPT, GRID_FENCE, GRID_JOB besides the node's variables and those of the
 * spec. stdin is empty.
 *
 * <p>With a shell the text is read by {@code sh}; an item gets in as a quoted variable and never as text, so nothing in it is run.
 *
 * <p>Exit 0 is done, and the result an ordered map of {@code exit}, {@code stdout}, {@code stderr} (each a text where it is UTF-8, else
 * a {@code byte[]}), and where output was dropped {@code stdoutCutBytes}, {@code stderrCutBytes}. Any other exit fails the attempt with
 * the details {@code exit}, {@code signal} where the exit is 128 and a signal's number, the last 8 KiB of {@code stdout} and {@code
 * stderr} as text, and how many bytes came before them in {@code stdoutCutBytes}, {@code stderrCutBytes}. A command that is not found, not executable
 * or cannot be given the item (a NUL in it, or too long) is a permanent failure.
 *
 * <p>The item ends with the command's own process; what that left in the background is not waited for, and not killed. If the thread is
 * interrupted first, everything the command started is ended: TERM, and KILL after the grace.
 *
 * <p>In a dry run nothing is started; the result is a map of {@code command} to what would be run.
 */
public final class CommandTask implements Task<Object, Map<String, Object>> {
    private final CommandSpec spec;

    public CommandTask(CommandSpec spec) {
        this.spec = spec;
    }

    /** What is run. */
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Map<String, Object> run(@Nullable Object item, TaskContext context)
            throws TaskFailureException, InterruptedException {
        Values values = Values.of(item, context);
        CommandLine line = CommandLine.of(spec, values);
        if (context.dryRun()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("command", line.display());
            return result;
        }
        Ended ended = ChildProcess.run(launch(line, values, context));
        if (ended.exit() != 0) {
            throw CommandFailure.of(spec, ended);
        }
        return result(ended);
    }

    private Launch launch(CommandLine line, Values values, TaskContext context) {
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        env.putAll(values.variables(context));
        env.putAll(line.env());
        String label = context.jobId() + "." + context.index() + "." + context.fence();
        return new Launch(line.argv(), env, label, (int) spec.maxOutputBytes(), spec.killGrace());
    }

    private static Map<String, Object> result(Ended ended) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("exit", ended.exit());
        result.put("stdout", ended.stdout().content());
        result.put("stderr", ended.stderr().content());
        if (ended.stdout().cutBytes() > 0) {
            result.put("stdoutCutBytes", ended.stdout().cutBytes());
        }
        if (ended.stderr().cutBytes() > 0) {
            result.put("stderrCutBytes", ended.stderr().cutBytes());
        }
        return result;
    }
}
