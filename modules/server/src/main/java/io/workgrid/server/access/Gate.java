package io.workgrid.server.access;

import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Router;
import org.eclipse.jetty.server.Request;

/** Decides whether a request may go on: where it comes from, then who makes it. Any thread. */
public final class Gate implements Router.Guard {
    private static final System.Logger LOG = System.getLogger("io.workgrid.server");

    private final Origins origins = new Origins(true);

    @Override
    public void check(Request request, Route route) {
        try {
            if (route.role() != null) {
                origins.check(request);
            }
        } catch (Fault fault) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "refused " + request.getMethod() + " " + route.template() + " from "
                            + Request.getRemoteAddr(request) + ": " + fault.getMessage());
            throw fault;
        }
    }
}
