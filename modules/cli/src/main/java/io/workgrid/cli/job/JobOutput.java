package io.workgrid.cli.job;

import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.ProgressMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is shown and kept of a job.
 *
 * @param format how results are written to stdout
 * @param ordered in the order of the items, else as they end
 * @param quiet no progress and no summary
 * @param progress how progress is shown
 * @param joblog where a line per ended item is kept, or {@code null}
 * @param resume whether items that the job log knows as done are skipped
 * @param resumeFrom a job of the grid; the items it has done are skipped. {@code null}: none
 * @param force whether a job log, or a job, of other work is taken all the same
 * @param resultsDir where each item's output is kept in files, or {@code null}
 * @param items how many items there will be, or -1 if that is not known
 * @param continueWith the command line that would continue the job, for the message after an interrupt; {@code null}: there is none
 */
public record JobOutput(
        Format format,
        boolean ordered,
        boolean quiet,
        ProgressMode progress,
        @Nullable Path joblog,
        boolean resume,
        @Nullable String resumeFrom,
        boolean force,
        @Nullable Path resultsDir,
        long items,
        @Nullable String continueWith) {

    /** Text in order, with progress as the terminal allows. */
    public static final JobOutput DEFAULT =
            new JobOutput(Format.TEXT, true, false, ProgressMode.AUTO, null, false, null, false, null, -1, null);

    /** With another format. */
    public JobOutput withFormat(Format to) {
        return new JobOutput(
                to, ordered, quiet, progress, joblog, resume, resumeFrom, force, resultsDir, items, continueWith);
    }

    /** With a number of items that is known beforehand; -1: not known. */
    public JobOutput withItems(long to) {
        return new JobOutput(
                format, ordered, quiet, progress, joblog, resume, resumeFrom, force, resultsDir, to, continueWith);
    }

    /** With a job log; {@code null}: none. */
    public JobOutput withJoblog(@Nullable Path to) {
        return new JobOutput(
                format, ordered, quiet, progress, to, resume, resumeFrom, force, resultsDir, items, continueWith);
    }

    /** With a job of the grid to resume from; {@code null}: none. */
    public JobOutput withResumeFrom(@Nullable String to) {
        return new JobOutput(
                format, ordered, quiet, progress, joblog, resume, to, force, resultsDir, items, continueWith);
    }
}
