package io.workgrid.server.access;

import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Route;
import org.eclipse.jetty.server.Request;

/** Says who was refused and why; of a flood the first few of each second, and how many more there were. Any thread. */
final class RefusalLog {
    private static final System.Logger LOG = System.getLogger("io.workgrid.server");
    private static final int MOST_A_SECOND = 10;
    private static final long SECOND_NANOS = 1_000_000_000;

    private long secondNanos = System.nanoTime();
    private int told;
    private long more;

    void refused(Request request, Route route, Fault fault) {
        if (mayTell()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "refused " + route.method() + " " + route.template() + " from " + Request.getRemoteAddr(request)
                            + ": " + fault.getMessage());
        }
    }

    private synchronized boolean mayTell() {
        long now = System.nanoTime();
        if (now - secondNanos > SECOND_NANOS) {
            if (more > 0) {
                LOG.log(System.Logger.Level.WARNING, "refused " + more + " more calls in that second");
            }
            secondNanos = now;
            told = 0;
            more = 0;
        }
        if (told < MOST_A_SECOND) {
            told++;
            return true;
        }
        more++;
        return false;
    }
}
