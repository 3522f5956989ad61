package io.workgrid.api;

import io.workgrid.api.task.Durations;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job is run. Immutable; each {@code with} returns a changed copy.
 *
 * @param name shown to people; {@code null}: the task's name
 * @param labels shown to people and used to find jobs; at most 64. Those that begin with {@code grid.} are notes of the grid and
 *     do not count, up to 16
 * @param chunkSize the most items handed to a worker in one go; 0 (default): measured, so that a chunk takes about 50 ms
 * @param parallelism the most chunks of this job that are held by workers at once, in the whole grid; 0 (default): no limit
 * @param retries what is done with failed and lost attempts
 * @param timeout the longest an attempt may run; {@code null} (default): no limit
 * @param deadline the longest the job may take from submit; {@code null} (default): no limit. Past it, what is left is CANCELLED
 * @param effect what the task does to the world
 * @param halt the failure budget
 * @param priority higher goes first; jobs of equal priority share the workers; -100 to 100, default 0
 * @param dryRun whether tasks are told to change nothing
 */
public record JobOptions(
        @Nullable String name,
        Map<String, String> labels,
        int chunkSize,
        int parallelism,
        RetryPolicy retries,
        @Nullable Duration timeout,
        @Nullable Duration deadline,
        Effect effect,
        Halt halt,
        int priority,
        boolean dryRun) {

    /** Every option at its default. */
    public static final JobOptions DEFAULT = new JobOptions(
            null, Map.of(), 0, 0, RetryPolicy.DEFAULT, null, null, Effect.IDEMPOTENT, Halt.NEVER, 0, false);

    private static final int MOST_LABELS = 64;
    private static final String NOTE = "grid.";
    private static final int MOST_NOTES = 16;
    private static final int HIGHEST_PRIORITY = 100;

    public JobOptions {
        labels = Map.copyOf(labels);
        int notes = (int)
                labels.keySet().stream().filter(key -> key.startsWith(NOTE)).count();
        if (labels.size() - notes > MOST_LABELS || notes > MOST_NOTES) {
            throw new BadInputException(labels.size() + " labels; wanted at most " + MOST_LABELS);
        }
        if (chunkSize < 0) {
            throw new BadInputException(
                    "chunk size is " + chunkSize + "; wanted at least 1, or nothing for a measured one");
        }
        if (parallelism < 0) {
            throw new BadInputException(
                    "parallelism is " + parallelism + "; wanted at least 1, or nothing for no limit");
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new BadInputException("timeout is " + Durations.format(timeout) + "; wanted more than 0");
        }
        if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
            throw new BadInputException("deadline is " + Durations.format(deadline) + "; wanted more than 0");
        }
        if (Math.abs(priority) > HIGHEST_PRIORITY) {
            throw new BadInputException("priority is " + priority + "; wanted -100 to 100");
        }
    }

    /** With a name. */
    public JobOptions withName(@Nullable String to) {
        return new JobOptions(
                to, labels, chunkSize, parallelism, retries, timeout, deadline, effect, halt, priority, dryRun);
    }

    /** With labels instead of those before. */
    public JobOptions withLabels(Map<String, String> to) {
        return new JobOptions(
                name, to, chunkSize, parallelism, retries, timeout, deadline, effect, halt, priority, dryRun);
    }

    /**
     * With a largest chunk.
     *
     * @throws BadInputException if it is below 1
     */
    public JobOptions withChunkSize(int to) {
        if (to < 1) {
            throw new BadInputException("chunk size is " + to + "; wanted at least 1");
        }
        return new JobOptions(
                name, labels, to, parallelism, retries, timeout, deadline, effect, halt, priority, dryRun);
    }

    /**
     * With a limit for the whole grid.
     *
     * @throws BadInputException if it is below 1
     */
    public JobOptions withParallelism(int to) {
        if (to < 1) {
            throw new BadInputException("parallelism is " + to + "; wanted at least 1");
        }
        return new JobOptions(name, labels, chunkSize, to, retries, timeout, deadline, effect, halt, priority, dryRun);
    }

    /** With a retry policy. */
    public JobOptions withRetries(RetryPolicy to) {
        return new JobOptions(
                name, labels, chunkSize, parallelism, to, timeout, deadline, effect, halt, priority, dryRun);
    }

    /** With a number of retries, else as before. */
    public JobOptions withRetries(int maxRetries) {
        return withRetries(retries.withMaxRetries(maxRetries));
    }

    /** With a limit for each attempt. */
    public JobOptions withTimeout(@Nullable Duration to) {
        return new JobOptions(
                name, labels, chunkSize, parallelism, retries, to, deadline, effect, halt, priority, dryRun);
    }

    /** With a limit for the whole job. */
    public JobOptions withDeadline(@Nullable Duration to) {
        return new JobOptions(
                name, labels, chunkSize, parallelism, retries, timeout, to, effect, halt, priority, dryRun);
    }

    /** With a declared effect. */
    public JobOptions withEffect(Effect to) {
        return new JobOptions(
                name, labels, chunkSize, parallelism, retries, timeout, deadline, to, halt, priority, dryRun);
    }

    /** With a failure budget. */
    public JobOptions withHalt(Halt to) {
        return new JobOptions(
                name, labels, chunkSize, parallelism, retries, timeout, deadline, effect, to, priority, dryRun);
    }

    /** With a priority. */
    public JobOptions withPriority(int to) {
        return new JobOptions(
                name, labels, chunkSize, parallelism, retries, timeout, deadline, effect, halt, to, dryRun);
    }

    /** With or without changing the world. */
    public JobOptions withDryRun(boolean to) {
        return new JobOptions(
                name, labels, chunkSize, parallelism, retries, timeout, deadline, effect, halt, priority, to);
    }
}
