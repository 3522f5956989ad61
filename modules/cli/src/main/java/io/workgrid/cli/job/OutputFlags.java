package io.workgrid.cli.job;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.ProgressMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is shown and kept of a job. */
final class OutputFlags {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text (default), table, wide, json, jsonl, yaml, csv or name.")
    private Format format = Format.TEXT;

    @Option(
            names = {"-k", "--ordered"},
            description = "Results in the order of the items (default).")
    private boolean ordered;

    @Option(names = "--unordered", description = "Results as the items end.")
    private boolean unordered;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no summary.")
    private boolean quiet;

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            description = "auto (default), tty, plain, json or none; on stderr.")
    private ProgressMode progress = ProgressMode.AUTO;

    @Option(names = "--joblog", paramLabel = "FILE", description = "Keep a line for each item as it ends.")
    private @Nullable Path joblog;

    @Option(
            names = "--resume",
            description =
                    "Leave out what the job log has as done, by content: a new or failed item runs, wherever it stands.")
    private boolean resume;

    @Option(
            names = "--resume-from",
            paramLabel = "JOB",
            description =
                    "On a cluster: leave out what this ended job has done, and those it went on from, by content.")
    private @Nullable String resumeFrom;

    @Option(names = "--force", description = "Resume from a job log, or a job, of other work.")
    private boolean force;

    @Option(names = "--results", paramLabel = "DIR", description = "Keep each item's output in files.")
    private @Nullable Path results;

    /**
     * The choice that was made.
     *
     * @param items how many items there will be, or -1
     * @param continueWith the command line that continues the job from its log
     */
    JobOutput output(long items, String continueWith) {
        if (ordered && unordered) {
            throw usage("--ordered and --unordered exclude each other", null);
        }
        if (resume && joblog == null) {
            throw usage("--resume needs the job log to resume from", "--joblog FILE --resume");
        }
        if (resume && resumeFrom != null) {
            throw usage("--resume and --resume-from exclude each other; a job log has its own hashes", null);
        }
        return new JobOutput(
                format,
                !unordered,
                quiet,
                progress,
                joblog,
                resume,
                resumeFrom,
                force,
                results,
                items,
                joblog == null ? null : continueWith);
    }

    private static ProblemException usage(String message, @Nullable String fix) {
        return new ProblemException(
                ExitCode.USAGE.code(), Problem.of(ErrorCode.BAD_USAGE, message).fixedBy(fix), "nothing was submitted");
    }
}
