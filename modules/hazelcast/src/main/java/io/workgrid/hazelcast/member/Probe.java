package io.workgrid.hazelcast.member;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a TCP connection says of an address. */
final class Probe {
    static final int USUAL_MILLIS = 500;

    private Probe() {}

    /**
     * Whether the machine is there and nothing listens: the process has ended. A frozen process does not refuse, its kernel answers for
     * it; a machine that is off or cut off does not answer at all.
     */
    static boolean refused(String address, int timeoutMillis) {
        return "connection refused".equals(fault(HostPort.of(bracketed(address)), timeoutMillis));
    }

    private static String bracketed(String address) {
        int colon = address.lastIndexOf(':');
        return address.indexOf(':') == colon
                ? address
                : "[" + address.substring(0, colon) + "]" + address.substring(colon);
    }

    /** Why no connection can be made; {@code null} if one can. */
    static @Nullable String fault(HostPort place, int timeoutMillis) {
        InetSocketAddress address = new InetSocketAddress(place.host(), place.port());
        if (address.isUnresolved()) {
            return "unknown host";
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, timeoutMillis);
            return null;
        } catch (SocketTimeoutException e) {
            return "no answer within " + timeoutMillis + " ms";
        } catch (UnknownHostException e) {
            return "unknown host";
        } catch (IOException e) {
            String said = String.valueOf(e.getMessage());
            boolean refused = e instanceof ConnectException
                    && said.toLowerCase(Locale.ROOT).contains("refused");
            return refused ? "connection refused" : said;
        }
    }
}
