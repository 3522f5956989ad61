package io.workgrid.server.http;

import io.workgrid.api.GridException;
import io.workgrid.server.http.Fault.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Leads each request to its route, past the guard, and turns what is thrown into an answer. Any thread. */
public final class Router extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger("io.workgrid.server");

    private final List<Route> routes;
    private final Guard guard;
    private final Traffic traffic;
    private final long patienceMillis;

    /** Looks at a request before anything is done with it. */
    public interface Guard {
        /** Throws a {@link Fault} if the request may not go on. */
        void check(Request request, Route route);
    }

    /**
     * @param patienceMillis how long a client may be slow
     */
    public Router(List<Route> routes, Guard guard, Traffic traffic, long patienceMillis) {
        super(InvocationType.BLOCKING);
        this.routes = List.copyOf(routes);
        this.guard = guard;
        this.traffic = traffic;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Call bare = null;
        try {
            bare = new Call(request, response, callback, Map.of(), patienceMillis);
            route(request, response, callback);
        } catch (Throwable e) {
            Fault fault = fault(e, request);
            if (bare == null) {
                Response.writeError(request, response, callback, fault.status());
            } else {
                bare.fail(fault);
            }
        }
        traffic.add(response.getStatus());
        return true;
    }

    private void route(Request request, Response response, Callback callback) throws IOException {
        String path = request.getHttpURI().getDecodedPath();
        TreeSet<String> others = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> values = route.match(path);
            if (values.isEmpty()) {
                continue;
            }
            if (route.method().equals(request.getMethod())) {
                guard.check(request, route);
                route.action().run(new Call(request, response, callback, values.get(), patienceMillis));
                return;
            }
            others.add(route.method());
        }
        if (others.isEmpty()) {
            throw Fault.of(Code.NO_SUCH_PLACE, "there is nothing at " + shown(path))
                    .fixedBy("what there is: GET /api/v1/openapi.json");
        }
        String allowed = String.join(", ", others);
        throw Fault.of(
                        Code.NO_SUCH_METHOD,
                        request.getMethod() + " is not to be had at " + shown(path) + "; wanted " + allowed)
                .header("Allow", allowed);
    }

    private static String shown(String path) {
        String plain = path.replaceAll("[^ -~]", "?");
        return plain.length() <= 200 ? plain : plain.substring(0, 200) + "...";
    }

    private static Fault fault(Throwable e, Request request) {
        if (e instanceof Fault fault) {
            return fault;
        }
        if (e instanceof GridException || e instanceof io.workgrid.server.json.BadJsonException) {
            return Faults.of((RuntimeException) e);
        }
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof TimeoutException) {
                return Fault.of(Code.TOO_SLOW, "the client gave or took nothing for too long");
            }
        }
        if (cause instanceof EofException || cause instanceof IOException) {
            return Fault.of(Code.BROKEN_UPLOAD, "the connection broke: " + cause.getMessage());
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "a fault of Workgrid itself in " + request.getMethod() + " "
                        + shown(request.getHttpURI().getPath()),
                e);
        return Fault.of(Code.BUG, "a fault of Workgrid itself; the node's log has more");
    }
}
