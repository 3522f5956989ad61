package io.workgrid.cli.node;

import io.workgrid.api.NodeOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why none of the nodes that were named is in this grid, for the message: what carries the grid says only that nobody came.
 * Asks each address once, for a second at most.
 */
final class JoinProbe {
    private static final int PATIENCE_MILLIS = 1_000;
    private static final int MOST_ASKED = 5;

    private final NodeOptions options;
    private final @Nullable HostPort self;

    /**
     * @param self where this node listens, or {@code null} if that is not known
     */
    JoinProbe(NodeOptions options, @Nullable HostPort self) {
        this.options = options;
        this.self = self;
    }

    /** Each address with its reason; this node's own address is left out. Empty if nobody was named. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (options.discovery() != null) {
            reasons.add(options.discovery() + " (" + discovered(options.discovery()) + ")");
        }
        for (String text :
                options.join().subList(0, Math.min(MOST_ASKED, options.join().size()))) {
            HostPort address = HostPort.of(text).orPort(options.port());
            String reason = reason(address);
            if (reason != null) {
                reasons.add(address + " (" + reason + ")");
            }
        }
        if (options.join().size() > MOST_ASKED) {
            reasons.add("+" + (options.join().size() - MOST_ASKED) + " more");
        }
        return reasons;
    }

    private String discovered(String name) {
        try {
            int found = InetAddress.getAllByName(name).length;
            return found + (found == 1 ? " address" : " addresses") + " in DNS, this node's own included";
        } catch (UnknownHostException e) {
            return "not in DNS, or no address yet";
        }
    }

    private @Nullable String reason(HostPort address) {
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getByName(address.host());
            if (self != null && self.port() == address.port() && host.equals(InetAddress.getByName(self.host()))) {
                return null;
            }
            socket.connect(new InetSocketAddress(host, address.port()), PATIENCE_MILLIS);
            return "something listens there, but did not answer as a node of grid " + options.cluster()
                    + ": has it another --cluster?";
        } catch (UnknownHostException e) {
            return "unknown host";
        } catch (SocketTimeoutException e) {
            return "no answer within 1s";
        } catch (ConnectException e) {
            return "connection refused";
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        }
    }
}
