package io.workgrid.cli.node;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.server.GridServer;
import io.workgrid.server.grid.Served;
import org.jspecify.annotations.Nullable;

/** The HTTP side of a node, if it has one: from when the node is up until it has left. For one thread. */
final class HttpSide implements AutoCloseable {
    private final StartOptions options;
    private final Identity identity;
    private @Nullable GridServer server;

    HttpSide(StartOptions options, Identity identity) {
        this.options = options;
        this.identity = identity;
    }

    /**
     * Begins to answer.
     *
     * @throws ProblemException if it cannot listen where it should
     */
    void start(Grid grid) {
        HttpSettings http = options.http();
        if (http.off()) {
            return;
        }
        try {
            server = GridServer.start(
                    http.options(), new Served(grid, options.node().cluster(), version(), identity::in));
        } catch (BadInputException e) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(ErrorCode.CANNOT_LISTEN, String.valueOf(e.getMessage())),
                    "the node left again");
        }
    }

    private static String version() {
        String version = HttpSide.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }

    /** Where it is to be had, as a URL; {@code null}: nowhere. */
    @Nullable
    String address() {
        GridServer started = server;
        return started == null
                ? null
                : (options.http().tlsCertificate() == null ? "http://" : "https://")
                        + new HostPort(options.http().bind(), started.port());
    }

    @Override
    public void close() {
        GridServer started = server;
        if (started != null) {
            started.close();
        }
    }
}
