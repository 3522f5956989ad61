package io.workgrid.cli.batch;

import io.workgrid.api.Grid;
import io.workgrid.api.JobId;
import io.workgrid.cli.job.JobOutput;
import io.workgrid.cli.job.Parsers;
import io.workgrid.cli.job.Stay;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.ProgressMode;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid submit}: in a cluster, or in a grid of this process where no cluster was named. */
@Command(
        name = "submit",
        description = "Run a batch: YAML or JSON, one or more jobs, needs between them.",
        customSynopsis = "grid submit [OPTIONS] FILE|-",
        footer = {
            "",
            "Checks the whole batch first; a batch with a problem runs nothing.",
            "Each job runs behind those it needs; without a cluster, one after the other. grid init prints an example.",
            "On a cluster Ctrl-C stops watching and the batch goes on; twice within 2s cancels.",
            "",
            "  grid submit nightly.yaml",
            "  grid submit -d --address 10.0.0.5 nightly.yaml",
            "  grid submit --joblog nightly.log --resume nightly.yaml",
            "  grid submit --resume-from rows=j-7f3a nightly.yaml",
            "  generate-batch | grid submit -"
        })
public final class SubmitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "A batch in YAML or JSON; - is stdin.")
    private String file = "";

    @Option(
            names = {"-d", "--detach"},
            description = "Print the ids and return once the grid has all items. Needs a cluster.")
    private boolean detach;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers of the embedded grid. Default: one for each processor.")
    private @Nullable Integer workers;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description =
                    "text (default), table, wide, json, jsonl, yaml, csv or name; of jobs that name no output file.")
    private Format format = Format.TEXT;

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            description = "auto (default), tty, plain, json or none; on stderr.")
    private ProgressMode progress = ProgressMode.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no summary.")
    private boolean quiet;

    @Option(names = "--unordered", description = "Results as the items end.")
    private boolean unordered;

    @Option(names = "--dry-run", description = "Change nothing; say what would be done.")
    private boolean dryRun;

    @Option(
            names = "--joblog",
            paramLabel = "FILE",
            description = "Keep a line for each item as it ends; of several jobs, in FILE.NAME for each.")
    private @Nullable Path joblog;

    @Option(
            names = "--resume",
            description = "Leave out what the job log has as done, by content; what is new or has failed runs.")
    private boolean resume;

    @Option(
            names = "--resume-from",
            paramLabel = "[NAME=]JOB",
            description =
                    "On a cluster: leave out what this ended job has done, and those it went on from, by content. Of several jobs for each its own, by the name in the batch; those not named run whole.")
    private List<String> resumeFrom = new ArrayList<>();

    @Option(names = "--force", description = "Resume from a job log, or a job, of other work.")
    private boolean force;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "On a cluster: how long to wait for the end; the batch goes on, and the exit code is 124.")
    private @Nullable Duration longest;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public SubmitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RemoteGrid cluster = connect.find(console.env());
        if (detach && cluster == null) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.NOT_EMBEDDED, "--detach needs a cluster, and this is an embedded grid")
                            .because("the grid lives in this process; if it returned, the job would end with it")
                            .fixedBy("--address HOST:PORT of a cluster, or: grid submit -q " + file + " &"),
                    "nothing was submitted");
        }
        if (resume && joblog == null) {
            throw usage("--resume needs the job log to resume from", "--joblog FILE --resume");
        }
        if (resume && !resumeFrom.isEmpty()) {
            throw usage("--resume and --resume-from exclude each other; a job log has its own hashes", null);
        }
        if (detach && joblog != null) {
            throw usage("--detach and --joblog exclude each other; the log is written here, as items end", null);
        }
        Batch batch = Batch.load(file, console.in());
        EarlierJobs earlier = EarlierJobs.of(resumeFrom, batch, cluster);
        if (!quiet) {
            console.err().println(batch.checked());
        }
        JobOutput output =
                new JobOutput(format, !unordered, quiet, progress, joblog, resume, null, force, null, -1, continued());
        return (cluster == null ? embedded(batch, output, earlier) : in(cluster, batch, output, earlier)).code();
    }

    private @Nullable String continued() {
        return joblog == null || file.equals("-")
                ? null
                : "grid submit --resume --joblog " + joblog + connect.pasted() + " " + file;
    }

    private static ProblemException usage(String message, @Nullable String fix) {
        return new ProblemException(
                ExitCode.USAGE.code(), Problem.of(ErrorCode.BAD_USAGE, message).fixedBy(fix), "nothing was submitted");
    }

    private ExitCode embedded(Batch batch, JobOutput output, EarlierJobs earlier) {
        int size = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        String place = "the embedded grid (1 node, " + size + (size == 1 ? " worker)" : " workers)");
        try (Grid grid = Grid.local(size)) {
            return new BatchRun(console, output, earlier, dryRun, place).run(grid, batch);
        }
    }

    private ExitCode in(RemoteGrid cluster, Batch batch, JobOutput output, EarlierJobs earlier) throws IOException {
        Stay stay = Stay.in(cluster, connect, longest);
        try (ClusterRun run = new ClusterRun(cluster, console, output, earlier, dryRun, stay)) {
            if (!detach) {
                return run.run(batch);
            }
            for (JobId id : run.detach(batch)) {
                console.out().write((id + "\n").getBytes(StandardCharsets.UTF_8));
            }
            console.out().flush();
            return ExitCode.DONE;
        }
    }
}
