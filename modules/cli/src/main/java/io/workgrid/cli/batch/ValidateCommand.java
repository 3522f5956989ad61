package io.workgrid.cli.batch;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid validate}. */
@Command(
        name = "validate",
        description = "Check a batch file: all problems at once, nothing is run.",
        customSynopsis = {"grid validate FILE|-", "grid validate --schema"},
        footer = {
            "",
            "Files named in the batch are looked for beside it, and must be there.",
            "",
            "  grid validate nightly.yaml",
            "  grid validate --schema > grid-batch.schema.json"
        })
public final class ValidateCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "A batch in YAML or JSON; - is stdin.")
    private @Nullable String file;

    @Option(names = "--schema", description = "Print the JSON Schema of batch files, for editors.")
    private boolean schema;

    private final Console console;

    public ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (schema) {
            console.out().write(Texts.resource("batch.schema.json"));
        } else if (file == null) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.BAD_USAGE, "no batch file to check")
                            .fixedBy("grid validate FILE, or - to read stdin"),
                    "nothing was done");
        } else {
            String checked = load(file).checked();
            console.out().write((checked + "\n").getBytes(StandardCharsets.UTF_8));
        }
        console.out().flush();
        return ExitCode.DONE.code();
    }

    private Batch load(String name) {
        try {
            return Batch.load(name, console.in());
        } catch (ProblemException e) {
            // nobody asked for anything to be submitted
            String after = e.problems().size() == 1 ? "1 problem" : e.problems().size() + " problems";
            throw new ProblemException(e.exitCode(), e.problems(), after);
        }
    }
}
