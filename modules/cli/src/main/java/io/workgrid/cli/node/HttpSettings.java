package io.workgrid.cli.node;

import io.workgrid.server.ServerOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a node answers HTTP, and whom.
 *
 * @param bind the address
 * @param port the port, or {@link #OFF}
 * @param tokenFile {@code null}: whoever is on this machine
 * @param tlsCertificate {@code null}: no TLS
 * @param tlsKey its key
 */
record HttpSettings(
        String bind,
        int port,
        @Nullable Path tokenFile,
        @Nullable Path tlsCertificate,
        @Nullable Path tlsKey) {
    static final int DEFAULT_PORT = 8701;

    /** The port of a node that does not answer HTTP. */
    static final int OFF = 0;

    boolean off() {
        return port == OFF;
    }

    /** As the server wants it. */
    ServerOptions options() {
        return new ServerOptions(bind, port, tokenFile, tlsCertificate, tlsKey);
    }

    /** Whether an address is of this machine alone. */
    static boolean loopback(String address) {
        return address.startsWith("127.") || address.equals("localhost") || address.equals("::1");
    }
}
