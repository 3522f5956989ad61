package io.workgrid.server;

import io.workgrid.api.BadInputException;
import io.workgrid.server.access.Gate;
import io.workgrid.server.grid.HealthCalls;
import io.workgrid.server.grid.NodeCalls;
import io.workgrid.server.grid.Served;
import io.workgrid.server.http.JsonErrors;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Router;
import io.workgrid.server.job.JobCalls;
import io.workgrid.server.job.RecordCalls;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** HTTP on a node. Any thread may call. */
public final class GridServer implements AutoCloseable {
    private static final int PORTS = 100;
    private static final int MOST_THREADS = 200;
    private static final int LEAST_THREADS = 2;
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_HEADER_BYTES = 8 << 10;
    private static final int IDLE_MILLIS = 30_000;
    private static final int BACKLOG = 128;

    private final Server server;
    private final ServerConnector connector;

    private GridServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Begins to answer.
     *
     * @throws BadInputException if it cannot listen where it should
     */
    public static GridServer start(ServerOptions options, Served served) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("workgrid-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setOutputBufferSize(64 << 10);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setHost(options.bind());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        server.setErrorHandler(new JsonErrors());
        server.setHandler(new Router(routes(served), new Gate()));
        GridServer started = new GridServer(server, connector);
        started.open(options);
        return started;
    }

    private static List<Route> routes(Served served) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new JobCalls(served.grid(), jars -> List.of()).routes());
        routes.addAll(new RecordCalls(served.grid()).routes());
        routes.addAll(new NodeCalls(served).routes());
        routes.addAll(new HealthCalls(served).routes());
        return routes;
    }

    private void open(ServerOptions options) {
        int last = options.port() == 0 ? 0 : Math.min(65_535, options.port() + PORTS - 1);
        for (int port = options.port(); ; port++) {
            connector.setPort(port);
            try {
                connector.open();
                break;
            } catch (IOException e) {
                if (!(e instanceof BindException || e.getCause() instanceof BindException) || port >= last) {
                    throw new BadInputException(
                            "HTTP cannot listen on " + options.bind() + ", port " + options.port()
                                    + (last > options.port() ? " to " + last : "") + ": " + e.getMessage(),
                            e);
                }
            }
        }
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("HTTP does not start: " + e, e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Ends it; calls that last are cut off. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            System.getLogger("io.workgrid.server").log(System.Logger.Level.WARNING, "HTTP does not stop", e);
        }
    }
}
