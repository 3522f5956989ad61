package io.workgrid.server.access;

import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.http.Role;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Router;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may go on: where it comes from, then who makes it. What it refuses it tells the log. Any thread. */
public final class Gate implements Router.Guard {
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 512;

    private final @Nullable Tokens tokens;
    private final Origins origins;
    private final Clock clock;
    private final RefusalLog log;

    /**
     * @param tokens {@code null}: there are none; then only this machine may call, and that it does is for the connector to see to
     */
    public Gate(@Nullable Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        origins = new Origins(tokens == null);
        log = new RefusalLog();
    }

    @Override
    public void check(Request request, Route route) {
        Role wanted = route.role();
        if (wanted == null) {
            return;
        }
        try {
            origins.check(request);
            Tokens known = tokens;
            if (known != null) {
                check(request, route, wanted, known);
            }
        } catch (Fault fault) {
            log.refused(request, route, fault);
            throw fault;
        }
    }

    private void check(Request request, Route route, Role wanted, Tokens known) {
        Token token = known.find(presented(request));
        if (token == null) {
            throw Fault.of(Code.NO_TOKEN, "this token is not known here");
        }
        if (token.expired(clock.instant())) {
            throw Fault.of(Code.NO_TOKEN, "the token of " + token.name() + " expired at " + token.expires());
        }
        if (!token.role().allows(wanted)) {
            throw Fault.of(
                    Code.NOT_ALLOWED,
                    "the token of " + token.name() + " has role " + token.role() + "; " + route.method() + " "
                            + route.template() + " wants " + wanted);
        }
    }

    private static String presented(Request request) {
        List<String> values = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (values.isEmpty()) {
            throw Fault.of(Code.NO_TOKEN, "no token; wanted a header `Authorization: Bearer TOKEN`");
        }
        String value = values.get(0);
        if (values.size() > 1 || !value.toLowerCase(Locale.ROOT).startsWith(SCHEME) || value.length() > LONGEST) {
            throw Fault.of(Code.NO_TOKEN, "the Authorization header is no bearer token; wanted `Bearer TOKEN`, once");
        }
        return value.substring(SCHEME.length()).strip();
    }
}
