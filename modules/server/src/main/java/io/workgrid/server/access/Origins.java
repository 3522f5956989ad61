package io.workgrid.server.access;

import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps pages of other sites away, that a browser of this machine shows: their requests bear an Origin that is not ours, or, where a name
 * of theirs was led to this address, a Host that is not ours.
 */
final class Origins {
    private final boolean localOnly;

    /**
     * @param localOnly whether nothing but a name of this machine may be in Host: there is no token that a stranger's page would lack
     */
    Origins(boolean localOnly) {
        this.localOnly = localOnly;
    }

    void check(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || (localOnly && !isLocal(host))) {
            throw Fault.of(Code.WRONG_HOST, "Host is \"" + shown(host) + "\"; wanted localhost or a loopback address")
                    .because("without --token-file a node answers this machine only");
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null
                && !origin.toLowerCase(Locale.ROOT)
                        .replaceFirst("^https?://", "")
                        .equals(host.toLowerCase(Locale.ROOT))) {
            throw Fault.of(Code.WRONG_ORIGIN, "Origin is \"" + shown(origin) + "\"; pages of other sites may not call");
        }
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null && (site.equals("cross-site") || site.equals("same-site"))) {
            throw Fault.of(Code.WRONG_ORIGIN, "the request comes from another site; pages of other sites may not call");
        }
    }

    private static boolean isLocal(String host) {
        String name = host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static String shown(String text) {
        String plain = String.valueOf(text).replaceAll("[^ -~]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "...";
    }
}
