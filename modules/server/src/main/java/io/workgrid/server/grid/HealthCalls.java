package io.workgrid.server.grid;

import io.workgrid.api.GridException;
import io.workgrid.api.view.NodeView;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the node lives, and whether it is ready: one of its grid, with those it needs to see, and taking leases. Asked by everybody and
 * often, so an answer serves for a second. Any thread.
 */
public final class HealthCalls {
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Served served;
    private @Nullable State state;

    private record State(@Nullable String reason, long sinceNanos) {}

    public HealthCalls(Served served) {
        this.served = served;
    }

    /** What is answered. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/health/live", null, call -> answer(call, null)),
                new Route("GET", "/health/ready", null, call -> answer(call, reason())));
    }

    private static void answer(Call call, @Nullable String reason) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("status", reason == null ? "up" : "down");
        answer.put("reason", reason);
        call.answer(reason == null ? 200 : 503, answer);
    }

    private synchronized @Nullable String reason() {
        State known = state;
        long now = System.nanoTime();
        if (known == null || now - known.sinceNanos > FRESH_NANOS) {
            known = new State(look(), now);
            state = known;
        }
        return known.reason;
    }

    private @Nullable String look() {
        try {
            Optional<NodeView> self = served.self().apply(served.grid().nodes());
            if (self.isEmpty()) {
                return "the grid does not list this node";
            }
            return self.get().draining() ? "drains" : self.get().note();
        } catch (GridException e) {
            return e.getMessage();
        }
    }
}
