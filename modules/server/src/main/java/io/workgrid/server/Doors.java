package io.workgrid.server;

import io.workgrid.api.BadInputException;
import io.workgrid.server.access.Tls;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;

/** Where requests come in: address, port, TLS, and the limits of a connection. */
final class Doors {
    static final int PORTS = 100;
    private static final int MOST_HEADER_BYTES = 8 << 10;
    private static final int IDLE_MILLIS = 30_000;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int BACKLOG = 128;

    private Doors() {}

    /**
     * Opens it.
     *
     * @throws BadInputException if it cannot listen where it should, or may not
     */
    static ServerConnector open(Server server, ServerOptions options, int idleMillis) {
        checkAddress(options);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setOutputBufferSize(BUFFER_BYTES);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector;
        if (options.tls()) {
            SecureRequestCustomizer secure = new SecureRequestCustomizer();
            secure.setSniHostCheck(false); // nodes are called by addresses and by names of services
            http.addCustomizer(secure);
            Tls tls = tls(options);
            connector = new ServerConnector(server, 1, 1, new SslConnectionFactory(tls.context(), "http/1.1"), plain);
            ServerConnector secured = connector;
            connector.addEventListener(new LifeCycle.Listener() {
                @Override
                public void lifeCycleStarted(LifeCycle started) {
                    tls.watch(secured.getScheduler());
                }
            });
        } else {
            connector = new ServerConnector(server, 1, 1, plain);
        }
        connector.setIdleTimeout(idleMillis);
        SlowClients slow = new SlowClients(idleMillis);
        connector.addBean(slow);
        ServerConnector watched = connector;
        connector.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                slow.watch(watched.getScheduler());
            }
        });
        connector.setAcceptQueueSize(BACKLOG);
        connector.setHost(options.bind());
        listen(connector, options);
        return connector;
    }

    private static Tls tls(ServerOptions options) {
        Path certificate = options.tlsCertificate();
        Path key = options.tlsKey();
        if (certificate == null || key == null) {
            throw new BadInputException("TLS wants a certificate and a key; only one of them is given");
        }
        return new Tls(certificate, key);
    }

    private static void checkAddress(ServerOptions options) {
        try {
            boolean here = InetAddress.getByName(options.bind()).isLoopbackAddress();
            if (!here && options.tokenFile() == null) {
                throw new BadInputException("HTTP on " + options.bind()
                        + " would let everybody run code who reaches it; wanted a token file, or a loopback address");
            }
        } catch (UnknownHostException e) {
            throw new BadInputException("HTTP cannot listen on " + options.bind() + ": there is no such address", e);
        }
    }

    private static void listen(ServerConnector connector, ServerOptions options) {
        int last = options.port() == 0 ? 0 : Math.min(65_535, options.port() + PORTS - 1);
        for (int port = options.port(); ; port++) {
            connector.setPort(port);
            try {
                connector.open();
                return;
            } catch (IOException e) {
                boolean taken = e instanceof BindException || e.getCause() instanceof BindException;
                if (!taken || port >= last) {
                    throw new BadInputException(
                            "HTTP cannot listen on " + options.bind() + ", port " + options.port()
                                    + (last > options.port() ? " to " + last : "") + ": " + e.getMessage(),
                            e);
                }
            }
        }
    }

    static int idleMillis() {
        return IDLE_MILLIS;
    }
}
