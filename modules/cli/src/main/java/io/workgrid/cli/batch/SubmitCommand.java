package io.workgrid.cli.batch;

import io.workgrid.api.Grid;
import io.workgrid.cli.job.JobOutput;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.ProgressMode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid submit}, in a grid of this process. */
@Command(
        name = "submit",
        description = "Run a batch: YAML or JSON, one or more jobs, needs between them.",
        customSynopsis = "grid submit [OPTIONS] FILE|-",
        footer = {
            "",
            "Checks the whole batch first; a batch with a problem runs nothing.",
            "Jobs run one after the other, each behind those it needs. grid init prints an example.",
            "",
            "  grid submit nightly.yaml",
            "  generate-batch | grid submit -"
        })
public final class SubmitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "A batch in YAML or JSON; - is stdin.")
    private String file = "";

    @Option(
            names = {"-d", "--detach"},
            description = "Print the id and return. Needs a cluster.")
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

    private final Console console;

    public SubmitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (detach) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.NOT_EMBEDDED, "--detach needs a cluster, and this is an embedded grid")
                            .because("the grid lives in this process; if it returned, the job would end with it")
                            .fixedBy("leave out -d, or send it to the background: grid submit -q " + file + " &"),
                    "nothing was submitted");
        }
        Batch batch = Batch.load(file, console.in());
        if (!quiet) {
            console.err().println(batch.checked());
        }
        JobOutput output = new JobOutput(format, !unordered, quiet, progress, null, false, false, null, -1, null);
        int size = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        try (Grid grid = Grid.local(size)) {
            return new BatchRun(console, output, dryRun).run(grid, batch).code();
        }
    }
}
