package io.workgrid.cli.batch;

import io.workgrid.cli.job.JobOutput;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the results of one job of a batch go: stdout, or the file it names. For one thread. */
final class Destination implements AutoCloseable {
    private final Console console;
    private final JobOutput output;
    private final @Nullable Path path;
    private final @Nullable OutputFile file;

    /**
     * @param path the file, or {@code null} for stdout
     */
    Destination(Console console, JobOutput output, @Nullable Path path) {
        this.path = path;
        this.file = path == null ? null : new OutputFile(path);
        this.console = file == null ? console : console.withOut(file);
        this.output = path == null ? output : output.withFormat(format(path, output.format()));
    }

    Console console() {
        return console;
    }

    JobOutput output() {
        return output;
    }

    /** Runs what writes the results, and says what to exit with. */
    ExitCode written(Supplier<ExitCode> writing) {
        if (file == null || path == null) {
            return writing.get();
        }
        try {
            ExitCode code = writing.get();
            file.touch();
            if (!output.quiet()) {
                console.err().println("wrote      " + path);
            }
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
            throw unwritable(e);
        }
    }

    private ProblemException unwritable(IOException e) {
        return new ProblemException(
                ExitCode.BAD_INPUT.code(),
                Problem.of(ErrorCode.OUTPUT_UNWRITABLE, "cannot write output `" + path + "`")
                        .because(e.getClass().getSimpleName() + ": " + e.getMessage()),
                "the job ran; its results are not all in the file");
    }

    /** By the file's name; else what {@code -o} says. */
    private static Format format(Path path, Format asked) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        String end = name.substring(name.lastIndexOf('.') + 1);
        return switch (end) {
            case "jsonl", "ndjson" -> Format.JSONL;
            case "json" -> Format.JSON;
            case "csv" -> Format.CSV;
            case "yaml", "yml" -> Format.YAML;
            default -> asked;
        };
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
