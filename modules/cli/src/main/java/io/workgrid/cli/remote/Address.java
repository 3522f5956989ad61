package io.workgrid.cli.remote;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a node listens for HTTP.
 *
 * @param tls whether the connection is encrypted
 * @param host a name, or an address without brackets
 */
record Address(boolean tls, String host, int port) {
    static final int DEFAULT_PORT = 8701;
    private static final int DEFAULT_TLS_PORT = 443;
    private static final int LAST_PORT = 65_535;

    /**
     * Reads {@code host}, {@code host:port}, {@code [::1]:port}, {@code http://host:port} or {@code https://host:port}.
     *
     * @throws IllegalArgumentException saying what was seen and what is wanted
     */
    static Address of(String text) {
        boolean tls = text.startsWith("https://");
        String rest = text.replaceFirst("^https?://", "").replaceFirst("/$", "");
        int colon = rest.lastIndexOf(':');
        boolean bare = colon < 0 || rest.endsWith("]") || (rest.indexOf(':') != colon && !rest.startsWith("["));
        String host = bare ? rest : rest.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        String digits = bare ? "" : rest.substring(colon + 1);
        boolean odd = !bare && !digits.matches("\\d{1,5}");
        int port = bare || odd ? (tls ? DEFAULT_TLS_PORT : DEFAULT_PORT) : Integer.parseInt(digits);
        if (!host.matches("[A-Za-z0-9._:%-]+") || odd || port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("is \"" + text
                    + "\"; wanted host, host:port or https://host:port with a port from 1 to " + LAST_PORT);
        }
        return new Address(tls, host, port);
    }

    /** Addresses with commas between them. */
    static List<Address> list(String text) {
        List<Address> all = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            if (!one.isBlank()) {
                all.add(of(one.strip()));
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("is empty; wanted host:port, or several with commas between them");
        }
        return List.copyOf(all);
    }

    /** Whether it is of this machine alone. */
    boolean loopback() {
        return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
    }

    /** As it stands in the header {@code Host}. */
    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    // a record's own are put together when they are first called, which costs a short command more than the rest of its
    // call
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address
                && tls == address.tls
                && port == address.port
                && host.equals(address.host);
    }

    @Override
    public int hashCode() {
        return host.hashCode() * 31 + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "") + authority();
    }
}
