package io.workgrid.cli.node;

/**
 * Where a node listens.
 *
 * @param host a name, or an address without brackets
 * @param port 0 where none was said
 */
record HostPort(String host, int port) {
    static final int LAST_PORT = 65_535;

    /**
     * Reads {@code host}, {@code host:port}, {@code [::1]:port} or {@code ::1}.
     *
     * @throws IllegalArgumentException saying what was seen and what is wanted
     */
    static HostPort of(String text) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.endsWith("]") || (text.indexOf(':') != colon && !text.startsWith("["));
        String host = bare ? text : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        String digits = bare ? "" : text.substring(colon + 1);
        boolean odd = !bare && !digits.matches("\\d{1,5}");
        int port = bare || odd ? 0 : Integer.parseInt(digits);
        boolean outOfBounds = !bare && (port < 1 || port > LAST_PORT);
        if (!host.matches("[A-Za-z0-9._:%-]+") || odd || outOfBounds) {
            throw new IllegalArgumentException(
                    "is \"" + text + "\"; wanted host or host:port with a port from 1 to " + LAST_PORT);
        }
        return new HostPort(host, port);
    }

    HostPort orPort(int other) {
        return port == 0 ? new HostPort(host, other) : this;
    }

    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == 0 ? shown : shown + ":" + port;
    }
}
