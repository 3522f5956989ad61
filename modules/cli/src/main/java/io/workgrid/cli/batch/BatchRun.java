package io.workgrid.cli.batch;

import io.workgrid.api.Grid;
import io.workgrid.api.JobSpec;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import io.workgrid.cli.input.ItemSource;
import io.workgrid.cli.job.JobOutput;
import io.workgrid.cli.job.JobRunner;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the jobs of a batch one after the other. A job whose need did not end well is not run, and that is said. */
final class BatchRun {
    /** Worst first: what a script must not overlook. */
    private static final List<ExitCode> BY_WEIGHT = List.of(
            ExitCode.INTERRUPTED,
            ExitCode.READER_GONE,
            ExitCode.CANCELLED,
            ExitCode.UNKNOWN_ITEMS,
            ExitCode.FAILED_ITEMS);

    private final Console console;
    private final JobOutput output;
    private final boolean dryRun;
    private final Map<String, ExitCode> ended = new LinkedHashMap<>();

    BatchRun(Console console, JobOutput output, boolean dryRun) {
        this.console = console;
        this.output = output;
        this.dryRun = dryRun;
    }

    /** What to exit with: the weightiest of the jobs. */
    ExitCode run(Grid grid, Batch batch) {
        Grid announced = new AnnouncedGrid(grid, this::submitted);
        ExitCode all = ExitCode.DONE;
        for (ReadyJob ready : batch.jobs()) {
            String reason = missingNeed(ready.job());
            if (reason != null) {
                say("skipped    \"" + ready.job().name() + "\": " + reason);
                continue;
            }
            ExitCode one = one(announced, ready);
            ended.put(ready.job().name(), one);
            all = weightier(all, one);
            if (one == ExitCode.INTERRUPTED || one == ExitCode.READER_GONE) {
                break;
            }
        }
        return all;
    }

    static ExitCode weightier(ExitCode one, ExitCode other) {
        for (ExitCode code : BY_WEIGHT) {
            if (one == code || other == code) {
                return code;
            }
        }
        return one == ExitCode.DONE ? other : one;
    }

    private @Nullable String missingNeed(JobEntry job) {
        for (String need : job.needNames()) {
            ExitCode code = ended.get(need);
            if (code == null) {
                return "not run, it needs \"" + need + "\", which was not run";
            }
            if (code != ExitCode.DONE) {
                return "not run, it needs \"" + need + "\", which ended with " + code.code() + " (" + code.meaning()
                        + ")";
            }
        }
        return null;
    }

    private ExitCode one(Grid grid, ReadyJob ready) {
        try {
            ItemSource items = ready.items().get();
            JobEntry job = ready.job();
            KeyTemplate key = job.items().key() == null
                    ? null
                    : new KeyTemplate(job.items().key());
            JobSpec<Object, Object> spec = new JobSpec<>(
                    ready.task(),
                    items,
                    key == null ? null : key::of,
                    job.options().withDryRun(dryRun),
                    Map.of());
            JobOutput shown = output.withItems(items.count());
            Path file = dryRun ? null : job.output();
            return file == null ? new JobRunner(grid, console).run(spec, shown) : intoFile(grid, spec, shown, file);
        } catch (ProblemException e) {
            throw ended.isEmpty() ? e : new ProblemException(e.exitCode(), e.problems(), aftermath(ready.job(), e));
        }
    }

    private String aftermath(JobEntry job, ProblemException e) {
        String before = "before it ran: " + String.join(", ", ended.keySet());
        String own = e.aftermath().isEmpty() || e.aftermath().equals("nothing was submitted")
                ? "job " + job.name() + " was not submitted"
                : e.aftermath();
        return own + "; " + before;
    }

    private ExitCode intoFile(Grid grid, JobSpec<Object, Object> spec, JobOutput shown, Path path) {
        try (OutputFile file = new OutputFile(path)) {
            ExitCode code = new JobRunner(grid, console.withOut(file)).run(spec, shown.withFormat(format(path)));
            file.touch();
            say("wrote      " + path);
            return code;
        } catch (ProblemException e) {
            // the runner knows one place for results, and to it this file is stdout
            List<Problem> named = e.problems().stream()
                    .map(problem -> new Problem(
                            problem.code(),
                            problem.message().replace("to stdout", "to " + path),
                            problem.where(),
                            problem.why(),
                            problem.fix()))
                    .toList();
            throw new ProblemException(e.exitCode(), named, e.aftermath());
        } catch (IOException e) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(ErrorCode.OUTPUT_UNWRITABLE, "cannot write output `" + path + "`")
                            .because(e.getClass().getSimpleName() + ": " + e.getMessage()),
                    "the job ran; its results are not all in the file");
        }
    }

    /** By the file's name; else what {@code -o} says. */
    private Format format(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        String end = name.substring(name.lastIndexOf('.') + 1);
        return switch (end) {
            case "jsonl", "ndjson" -> Format.JSONL;
            case "json" -> Format.JSON;
            case "csv" -> Format.CSV;
            case "yaml", "yml" -> Format.YAML;
            default -> output.format();
        };
    }

    private void submitted(JobView job, List<NodeView> nodes) {
        int workers = nodes.stream().mapToInt(NodeView::workers).sum();
        say("submitted  " + job.id() + " \"" + job.name() + "\" to the embedded grid (" + counted(nodes.size(), "node")
                + ", " + counted(workers, "worker") + ")");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void say(String line) {
        if (!output.quiet()) {
            console.err().println(line);
        }
    }
}
