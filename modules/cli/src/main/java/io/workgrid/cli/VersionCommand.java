package io.workgrid.cli;

import io.workgrid.cli.output.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code grid version}. */
@Command(name = "version", description = "Say which version this is.")
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.out().write((text() + "\n").getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return 0;
    }

    static String text() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return "grid " + (version == null ? "unpacked" : version) + " (Java " + System.getProperty("java.version")
                + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")";
    }
}
