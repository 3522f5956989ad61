package io.workgrid.cli.node;

import io.workgrid.cli.output.Console;
import io.workgrid.server.access.Token;
import io.workgrid.server.http.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grid node token}: makes up a token. */
@Command(
        name = "token",
        description =
                "Make up a token for HTTP: the token to stdout, its line for --token-file to stderr. It cannot be told again.",
        sortOptions = false,
        footer = {
            "",
            "Roles: view (look) < submit (run jobs and steer them) < admin (drain nodes).",
            "",
            "  grid node token --role submit --name ci 2>> tokens > ci.token",
            "  grid node start --token-file tokens"
        })
public final class NodeTokenCommand implements Callable<Integer> {
    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "view, submit or admin.")
    private String role = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Whose it is, for the log. Default: the role.")
    private @Nullable String name;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "When it ends, as 2027-01-31T00:00:00Z. Default: never.")
    private @Nullable String expires;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private final Console console;

    NodeTokenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Role> known = Role.named(role);
        if (known.isEmpty()) {
            throw wrong("--role is \"" + role + "\"; wanted view, submit or admin");
        }
        String token = Token.random();
        String line;
        try {
            line = Token.line(token, name == null ? role : name, known.get(), time());
        } catch (IllegalArgumentException e) {
            throw wrong("--name " + e.getMessage());
        }
        console.out().write((token + "\n").getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        console.err().println(line);
        return 0;
    }

    private @Nullable Instant time() {
        try {
            return expires == null ? null : Instant.parse(expires);
        } catch (DateTimeException e) {
            throw wrong("--expires is \"" + expires + "\"; wanted a time as 2027-01-31T00:00:00Z");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
