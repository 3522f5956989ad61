package io.workgrid.server.access;

import io.workgrid.api.BadInputException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/** TLS with a certificate and a key that are read again when their files change; if they cannot be used then, those before stay. */
public final class Tls {
    private static final System.Logger LOG = System.getLogger("io.workgrid.server");
    private static final long LOOK_SECONDS = 2;

    private final Path certificate;
    private final Path key;
    private final Watched certificateFile;
    private final Watched keyFile;
    private final SslContextFactory.Server context = new SslContextFactory.Server();

    /**
     * Reads the files.
     *
     * @throws BadInputException if they cannot be used
     */
    public Tls(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        certificateFile = new Watched(certificate);
        keyFile = new Watched(key);
        context.setKeyStore(Pem.keyStore(certificate, key));
        context.setKeyStorePassword("");
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setSniRequired(false);
        context.setRenegotiationAllowed(false);
    }

    /** For the connector. */
    public SslContextFactory.Server context() {
        return context;
    }

    /** Looks at the files now and then, as long as the scheduler runs. */
    public void watch(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    look();
                    watch(scheduler);
                },
                LOOK_SECONDS,
                TimeUnit.SECONDS);
    }

    private void look() {
        boolean certificateChanged = certificateFile.changed();
        boolean keyChanged = keyFile.changed();
        if (!certificateChanged && !keyChanged) {
            return;
        }
        try {
            var store = Pem.keyStore(certificate, key);
            context.reload(same -> same.setKeyStore(store));
            LOG.log(System.Logger.Level.INFO, "the certificate " + certificate + " was read again");
        } catch (BadInputException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage() + "; the certificate before stays in use");
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "the certificate " + certificate + " cannot be used", e);
        }
    }
}
