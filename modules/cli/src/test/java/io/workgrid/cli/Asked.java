package io.workgrid.cli;

import io.workgrid.api.Grid;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Terminals;
import io.workgrid.server.GridServer;
import io.workgrid.server.ServerOptions;
import io.workgrid.server.grid.Served;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A grid behind the real server, and command lines that ask it in this process. */
final class Asked implements AutoCloseable {
    final Grid grid;
    private final GridServer server;
    final Map<String, String> env = new HashMap<>();

    Asked(int workers) {
        grid = Grid.local(workers);
        server = GridServer.open(ServerOptions.local(0));
        server.start(new Served(grid, "dev", "test", nodes -> nodes.stream().findFirst()));
        env.put("GRID_ADDRESS", address());
        env.put("XDG_CONFIG_HOME", "/nonexistent");
    }

    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** What a command line wrote and exited with. */
    record Said(int exit, String out, String err) {}

    Said say(String... args) {
        return fed(null, args);
    }

    /** With something on stdin; {@code null}: a terminal. */
    Said fed(@Nullable String stdin, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminals terminals = new Terminals(
                stdin == null, false, false, 100, false, false, StandardCharsets.UTF_8, StandardCharsets.UTF_8);
        Console console = new Console(
                new ByteArrayInputStream(String.valueOf(stdin).getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals,
                env);
        int exit = Main.run(List.of(args), console, Prescan.of(args));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The id of the job that was submitted last. */
    String latest() {
        return say("jobs", "--limit", "1", "-o", "name").out().strip();
    }

    @Override
    public void close() {
        server.close();
        grid.close();
    }
}
