package io.workgrid.cli.job;

import io.workgrid.api.Effect;
import io.workgrid.api.Grid;
import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.RetryPolicy;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a job is run. */
final class JobFlags {
    @Option(
            names = {"-j", "--parallelism"},
            paramLabel = "N",
            converter = Parsers.Positive.class,
            description =
                    "Workers of the embedded grid (default: one for each processor); on a cluster the most chunks at once (default: no limit).")
    private @Nullable Integer parallelism;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            converter = Parsers.Positive.class,
            description = "The most items a worker gets in one go. Default: measured, about 50 ms of work.")
    private @Nullable Integer chunk;

    @Option(
            names = "--retries",
            paramLabel = "N",
            converter = Parsers.Retries.class,
            description = "Further attempts after a failed one. Default: 0.")
    private @Nullable Integer retries;

    @Option(
            names = "--backoff",
            paramLabel = "WAIT",
            converter = Parsers.BackoffRange.class,
            description = "Waits between attempts, doubled each time: 1s..2m (default).")
    private Parsers.@Nullable Backoff backoff;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "The longest an attempt may run: 30s, 10m.")
    private @Nullable Duration timeout;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "The longest the whole job may take; what is left by then is cancelled.")
    private @Nullable Duration deadline;

    @Option(
            names = "--halt",
            paramLabel = "RULE",
            converter = Parsers.HaltRule.class,
            description = "When to give up: soon,fail=2%% (running items end) or now,fail=3 (they are cancelled).")
    private @Nullable Halt halt;

    @Option(
            names = "--effect",
            paramLabel = "EFFECT",
            description =
                    "What an item does to the world: pure, idempotent (default) or unsafe, which is never run twice by itself.")
    private @Nullable Effect effect;

    @Option(names = "--name", paramLabel = "NAME", description = "What the job is called.")
    private @Nullable String name;

    @Option(names = "--label", paramLabel = "K=V", description = "A label of the job. Repeatable.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--priority",
            paramLabel = "N",
            converter = Parsers.Priority.class,
            description = "-100 to 100; higher goes first. Default: 0.")
    private @Nullable Integer priority;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "On a cluster: how long to wait for the end; the job goes on, and the exit code is 124.")
    private @Nullable Duration longest;

    @Option(names = "--dry-run", description = "Change nothing; say what would be done.")
    private boolean dryRun;

    /** Runs the job in the cluster, or in a grid of this process where there is none. */
    ExitCode run(
            JobSpec<?, ?> spec, JobOutput output, Console console, @Nullable RemoteGrid cluster, ConnectFlags connect) {
        if (cluster != null) {
            return new JobRunner(cluster, console, Stay.in(cluster, connect, longest)).run(spec, output);
        }
        int workers = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
        try (Grid grid = Grid.local(workers)) {
            return new JobRunner(grid, console).run(spec, output);
        }
    }

    /**
     * How the job is run.
     *
     * @param cluster whether {@code -j} is a limit of the job, and not the size of a grid of its own
     */
    JobOptions options(@Nullable String defaultName, boolean cluster) {
        RetryPolicy policy = RetryPolicy.DEFAULT;
        if (retries != null) {
            policy = policy.withMaxRetries(retries);
        }
        if (backoff != null) {
            policy = policy.withBackoff(backoff.initial(), backoff.max());
        }
        JobOptions options = JobOptions.DEFAULT
                .withName(name == null ? defaultName : name)
                .withLabels(labels)
                .withRetries(policy)
                .withTimeout(timeout)
                .withDeadline(deadline)
                .withDryRun(dryRun);
        options = cluster && parallelism != null ? options.withParallelism(parallelism) : options;
        options = chunk == null ? options : options.withChunkSize(chunk);
        options = effect == null ? options : options.withEffect(effect);
        options = halt == null ? options : options.withHalt(halt);
        return priority == null ? options : options.withPriority(priority);
    }
}
