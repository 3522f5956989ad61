package io.workgrid.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a node answers HTTP, and whom.
 *
 * @param bind the address to listen on
 * @param port the port; if it is taken, one of the next hundred; 0: any
 * @param tokenFile the tokens; {@code null}: none, and then the address must be one of loopback
 * @param tlsCertificate the certificate in PEM, with its chain; {@code null}: no TLS
 * @param tlsKey its key in PEM, PKCS#8
 */
public record ServerOptions(
        String bind,
        int port,
        @Nullable Path tokenFile,
        @Nullable Path tlsCertificate,
        @Nullable Path tlsKey) {

    /** On loopback, without tokens. */
    public static ServerOptions local(int port) {
        return new ServerOptions("127.0.0.1", port, null, null, null);
    }

    /** Whether TLS is wanted. */
    public boolean tls() {
        return tlsCertificate != null || tlsKey != null;
    }
}
