package io.workgrid.hazelcast.member;

import io.workgrid.api.BadInputException;
import io.workgrid.api.ConnectOptions;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a node may be: {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}.
 *
 * @param host a name or a literal address, without brackets
 * @param port where it listens
 */
record HostPort(String host, int port) {
    private static final int LAST_PORT = 65_535;

    /** Reads one; without a port it is the usual one. */
    static HostPort of(String text) {
        String trimmed = text.trim();
        int colon = trimmed.lastIndexOf(':');
        boolean bracketed = trimmed.startsWith("[");
        boolean ported = bracketed ? trimmed.contains("]:") : colon >= 0 && colon == trimmed.indexOf(':');
        String host = ported ? trimmed.substring(0, colon) : trimmed;
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || host.contains("[") || host.contains("]") || host.contains(" ")) {
            throw new BadInputException("address \"" + text + "\" is none; wanted host or host:port");
        }
        return new HostPort(host, ported ? port(text, trimmed.substring(colon + 1)) : ConnectOptions.DEFAULT_PORT);
    }

    private static int port(String text, String digits) {
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
        if (port < 1 || port > LAST_PORT) {
            throw new BadInputException(
                    "address \"" + text + "\" has the port \"" + digits + "\"; wanted 1 to " + LAST_PORT);
        }
        return port;
    }

    /** All addresses of the name, each with the port. A name of a scaled service has one for each replica. */
    List<String> lookUp() throws UnknownHostException {
        List<String> all = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            all.add(text(address, port));
        }
        return all;
    }

    private static String text(InetAddress address, int port) {
        return address instanceof Inet6Address
                ? "[" + address.getHostAddress() + "]:" + port
                : address.getHostAddress() + ":" + port;
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
