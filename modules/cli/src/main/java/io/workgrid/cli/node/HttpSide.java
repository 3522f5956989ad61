package io.workgrid.cli.node;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.server.GridServer;
import io.workgrid.server.grid.Served;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP side of a node, if it has one: listens before the node is up, answers from then on until it has left. For one thread. */
final class HttpSide implements AutoCloseable {
    private final HttpSettings settings;
    private final @Nullable GridServer server;

    private HttpSide(HttpSettings settings, @Nullable GridServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Listens.
     *
     * @throws ProblemException if it cannot where it should
     */
    static HttpSide open(HttpSettings settings) {
        try {
            return new HttpSide(settings, settings.off() ? null : GridServer.open(settings.options()));
        } catch (BadInputException e) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(ErrorCode.CANNOT_LISTEN, String.valueOf(e.getMessage())),
                    "the node was not started");
        }
    }

    /** Begins to answer for a node of this grid. */
    void start(Grid grid, String cluster, Identity identity) {
        if (server != null) {
            server.start(new Served(grid, cluster, version(), identity::in));
        }
    }

    private static String version() {
        String version = HttpSide.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }

    /** Where it is to be had, as a URL; {@code null}: nowhere. */
    @Nullable
    String address() {
        return server == null
                ? null
                : (settings.tlsCertificate() == null ? "http://" : "https://")
                        + new HostPort(settings.bind(), server.port());
    }

    /** The options of the node with a label that tells the others of it. */
    NodeOptions labelled(NodeOptions options) {
        String address = address();
        if (address == null) {
            return options;
        }
        Map<String, String> labels = new HashMap<>(options.labels());
        labels.put(Served.HTTP_LABEL, address);
        return options.withLabels(labels);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
