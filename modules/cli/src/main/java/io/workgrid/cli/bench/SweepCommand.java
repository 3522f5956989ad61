package io.workgrid.cli.bench;

import io.workgrid.cli.batch.SingleJob;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid bench sweep}: the same work with more and more workers, in grids of this process. */
@Command(
        name = "sweep",
        description = "Run the same work with more and more workers: where does more stop being faster?",
        customSynopsis = "grid bench sweep TASK|FILE [--workers 1..N] [--items N] [--reps R] [--out DIR] [--arg K=V]",
        footer = {
            "",
            "TASK is a task's name; its items are the numbers 0 to N-1. FILE is a batch with one job.",
            "A time is from submit to the last item's end; starting a grid is not in it. Repetitions go",
            "round-robin over the numbers of workers, after one warm-up that is not counted.",
            "",
            "  grid bench sweep spin --workers 1..8",
            "  grid bench sweep spin --workers 1,2,4 --reps 5 --arg iterations=50000000 --out sweeps"
        })
final class SweepCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TASK|FILE", description = "A task's name, or a batch file with one job.")
    private String subject = "";

    @Option(names = "--workers", paramLabel = "LIST", description = "1..32 or 1,2,4,8. Default: 1 to twice the cores.")
    private @Nullable String workers;

    @Option(names = "--items", paramLabel = "N", description = "Items of each run of a task. Default: 32.")
    private @Nullable Integer items;

    @Option(names = "--reps", paramLabel = "R", description = "Runs of each number of workers. Default: 3.")
    private int repetitions = 3;

    @Option(names = "--out", paramLabel = "DIR", description = "Write sweep.csv and sweep.json there.")
    private @Nullable Path out;

    @Option(names = "--arg", paramLabel = "K=V", description = "An argument of the task. Repeatable.")
    private Map<String, String> args = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text (default), json or csv.")
    private Format format = Format.TEXT;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    private final Console console;

    SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        List<Integer> counts = WorkerCounts.parse(workers, cores);
        checkNumbers();
        SingleJob job = job();
        SweepFiles files = out == null ? null : SweepFiles.in(out);
        Setup setup = new Setup(job.name(), job.items(), cores, repetitions);
        SweepProgress progress = new SweepProgress(quiet ? null : console.err());
        progress.started(setup, counts);
        List<Sample> samples = Interleaved.run(counts, repetitions, new GridRun(job), progress::made);
        Sweep sweep = Sweep.of(setup, samples);
        print(sweep, files);
        return ExitCode.DONE.code();
    }

    private void checkNumbers() {
        if (repetitions < 1 || repetitions > 1_000) {
            throw usage("--reps is " + repetitions + "; wanted 1 to 1000", "--reps 3");
        }
        if (items != null && items < 1) {
            throw usage("--items is " + items + "; wanted at least 1", "--items 32");
        }
        if (format != Format.TEXT && format != Format.JSON && format != Format.CSV) {
            throw usage("-o is " + format.name().toLowerCase(Locale.ROOT) + "; wanted text, json or csv", "-o json");
        }
    }

    private SingleJob job() {
        boolean file = subject.matches(".*\\.(ya?ml|json)") || Files.isRegularFile(Path.of(subject));
        if (!file) {
            return SingleJob.ofTask(subject, args, items == null ? 32 : items);
        }
        if (items != null || !args.isEmpty()) {
            throw usage(
                    (items != null ? "--items" : "--arg") + " beside a batch file; the file says it",
                    "grid bench sweep " + subject);
        }
        return SingleJob.ofFile(subject, console.in());
    }

    private void print(Sweep sweep, @Nullable SweepFiles files) throws IOException {
        String text = switch (format) {
            case JSON -> SweepFiles.json(sweep) + "\n";
            case CSV -> SweepFiles.csv(sweep);
            default -> new SweepTable(console.terminals().outCharset()).text(sweep);
        };
        String wrote = "";
        if (files != null) {
            List<Path> written;
            try {
                written = files.write(sweep);
            } catch (ProblemException e) {
                write(text);
                throw e;
            }
            wrote = "wrote " + written.stream().map(Path::toString).collect(Collectors.joining(", "));
        }
        if (format == Format.TEXT && !wrote.isEmpty()) {
            write(text.stripTrailing() + "      " + wrote + "\n");
        } else {
            write(text);
        }
    }

    private void write(String text) throws IOException {
        console.out().write(text.getBytes(console.terminals().outCharset()));
        console.out().flush();
    }

    private static ProblemException usage(String message, String fix) {
        return new ProblemException(
                ExitCode.USAGE.code(), Problem.of(ErrorCode.BAD_USAGE, message).fixedBy(fix), "nothing was run");
    }
}
