package io.workgrid.server;

import io.workgrid.api.BadInputException;
import io.workgrid.server.access.Gate;
import io.workgrid.server.access.Tokens;
import io.workgrid.server.grid.DescriptionCalls;
import io.workgrid.server.grid.HealthCalls;
import io.workgrid.server.grid.MetricCalls;
import io.workgrid.server.grid.NodeCalls;
import io.workgrid.server.grid.ObjectCalls;
import io.workgrid.server.grid.Served;
import io.workgrid.server.http.JsonErrors;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Router;
import io.workgrid.server.http.Traffic;
import io.workgrid.server.job.CodeCalls;
import io.workgrid.server.job.JobCalls;
import io.workgrid.server.job.RecordCalls;
import io.workgrid.server.job.SentCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** HTTP on a node. Any thread may call. */
public final class GridServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.workgrid.server");
    private static final int MOST_THREADS = 200;
    private static final int LEAST_THREADS = 2;
    private static final int MOST_CONNECTIONS = 2_000;

    private final Server server;
    private final ServerConnector connector;
    private final Gate gate;
    private final long idleMillis;
    private @Nullable SentCode code;

    private GridServer(ServerOptions options, int idleMillis) {
        Tokens tokens = options.tokenFile() == null ? null : Tokens.open(options.tokenFile());
        gate = new Gate(tokens, Clock.systemUTC());
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("workgrid-http");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setErrorHandler(new JsonErrors());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        this.idleMillis = idleMillis;
        connector = Doors.open(server, options, idleMillis);
        server.addConnector(connector);
    }

    /**
     * Listens, and lets whoever calls wait until {@link #start}: so the port is known before there is a node to tell it to others.
     *
     * @throws BadInputException if it cannot listen where it should, or tokens or certificate cannot be used
     */
    public static GridServer open(ServerOptions options) {
        return open(options, Doors.idleMillis());
    }

    /**
     * @param idleMillis how long a client may neither give nor take anything
     */
    static GridServer open(ServerOptions options, int idleMillis) {
        return new GridServer(options, idleMillis);
    }

    /** Begins to answer; once. If it cannot, it is closed. */
    public synchronized void start(Served served) {
        SentCode sent = new SentCode(served.grid());
        code = sent;
        Traffic traffic = new Traffic();
        server.setHandler(new Router(routes(served, sent, traffic), gate, traffic, idleMillis));
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("HTTP does not start: " + e, e);
        }
    }

    static List<Route> routes(Served served, SentCode code, Traffic traffic) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new JobCalls(served.grid(), code).routes());
        routes.addAll(new RecordCalls(served.grid()).routes());
        routes.addAll(new CodeCalls(code).routes());
        routes.addAll(new NodeCalls(served).routes());
        routes.addAll(new ObjectCalls(served.grid()).routes());
        routes.addAll(new HealthCalls(served).routes());
        routes.addAll(new MetricCalls(served, traffic).routes());
        routes.addAll(new DescriptionCalls().routes());
        return routes;
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Ends it; calls that last are cut off. */
    @Override
    public synchronized void close() {
        try {
            server.stop();
            connector.close(); // also where it was never started
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "HTTP does not stop", e);
        }
        if (code != null) {
            code.close();
        }
    }
}
