package io.workgrid.cli.batch;

import io.workgrid.cli.batch.tree.Source;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.ProblemException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was read and checked, ready to run.
 *
 * @param file the name as the user wrote it
 * @param jobs in the order they are run in
 * @param millis how long that took
 */
record Batch(String file, List<ReadyJob> jobs, long millis) {
    private static final int TIME_COLUMN = 81;

    Batch {
        jobs = List.copyOf(jobs);
    }

    /**
     * Reads and checks.
     *
     * @param file a name, or {@code -} for stdin
     * @throws ProblemException with all that is wrong
     */
    static Batch load(String file, InputStream stdin) {
        long start = System.nanoTime();
        Source source = BatchText.read(file, stdin);
        Report report = new Report(source);
        BatchFile read = BatchReader.read(source, report);
        List<ReadyJob> ready = BatchCheck.check(read, report);
        if (!report.isEmpty()) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(), report.problems(), aftermath(source.name(), report.size()));
        }
        return new Batch(source.name(), ready, (System.nanoTime() - start) / 1_000_000);
    }

    private static String aftermath(String file, int problems) {
        String name = file.equals("-") ? "stdin" : file;
        return (problems == 1 ? "" : name + ": " + problems + " problems; ") + "nothing was submitted";
    }

    /** {@code checked    primes.yaml  1 job, 50 000 items, 0 problems      0.4s}, without line end. */
    String checked() {
        long items = jobs.stream().mapToLong(job -> Math.max(job.count(), 0)).sum();
        long open = jobs.stream().filter(job -> job.count() < 0).count();
        String left = "checked    " + (file.equals("-") ? "stdin" : file) + "  " + counted(jobs.size(), "job") + ", "
                + counted(items, "item")
                + (open == 0 ? "" : " and those of " + counted(open, "job") + " not counted yet")
                + ", 0 problems";
        String time = String.format(Locale.ROOT, "%.1fs", millis / 1_000.0);
        return left + " ".repeat(Math.max(2, TIME_COLUMN - left.length())) + time;
    }

    private static String counted(long number, String what) {
        return Figures.count(number) + " " + what + (number == 1 ? "" : "s");
    }

    /**
     * The job log of one of the jobs: the file itself if there is but one, else a file beside it for each, by the job's name, or by its place
     * where the name is none for a file.
     */
    @Nullable
    Path joblog(@Nullable Path log, ReadyJob job) {
        if (log == null || jobs.size() == 1) {
            return log;
        }
        String name = job.job().name();
        String last = name.matches("[A-Za-z0-9_-]{1,100}") ? name : Integer.toString(jobs.indexOf(job) + 1);
        return log.resolveSibling(log.getFileName() + "." + last);
    }
}
