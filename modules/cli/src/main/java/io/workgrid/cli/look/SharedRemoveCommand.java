package io.workgrid.cli.look;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grid shared rm}. */
@Command(name = "rm", description = "Delete a shared object and all that is in it. Whoever waits in it is told.")
final class SharedRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The object.")
    private String name = "";

    @Mixin
    private ScopeFlag scope = new ScopeFlag();

    private final Console console;

    SharedRemoveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        scope.open(console).remove(name);
        new Document("grid.removed/v1", Map.of(), name, List.of(name + "  removed")).print(console, Format.TEXT);
        return ExitCode.DONE.code();
    }
}
