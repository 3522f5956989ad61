package io.workgrid.cli.node;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code grid node key}: a fresh key, for a file that every node and trusted program of a grid gets. */
@Command(
        name = "key",
        description = "Print a fresh grid key: what every node of a grid and each Java program it trusts must have.",
        footer = {
            "",
            "Who has it can run code on every node. Keep the file to yourself:",
            "",
            "  (umask 077; grid node key > grid.key)",
            "  grid node start --bind 10.0.0.7 --grid-key-file grid.key"
        })
final class NodeKeyCommand implements Callable<Integer> {
    private static final int BYTES = 32;

    private final Console console;

    private NodeKeyCommand(Console console) {
        this.console = console;
    }

    static CommandLine line(Console console) {
        return new CommandLine(new NodeKeyCommand(console));
    }

    @Override
    public Integer call() throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\n";
        console.out().write(text.getBytes(StandardCharsets.US_ASCII));
        console.out().flush();
        return ExitCode.DONE.code();
    }
}
