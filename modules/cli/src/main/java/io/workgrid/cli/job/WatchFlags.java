package io.workgrid.cli.job;

import io.workgrid.cli.output.ProgressMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a job that is in a cluster is watched: what is shown, and how long. */
public final class WatchFlags {
    @Option(
            names = "--progress",
            paramLabel = "MODE",
            description = "auto (default), tty, plain, json or none; on stderr.")
    private ProgressMode progress = ProgressMode.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no summary; only the exit code.")
    private boolean quiet;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "How long to wait; the job goes on, and the exit code is 124.")
    private @Nullable Duration longest;

    /** How progress is shown. */
    public ProgressMode progress() {
        return progress;
    }

    /** No progress and no summary. */
    public boolean quiet() {
        return quiet;
    }

    /** How long to wait; {@code null}: to the end. */
    public @Nullable Duration longest() {
        return longest;
    }
}
