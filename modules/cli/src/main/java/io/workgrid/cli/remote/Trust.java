package io.workgrid.cli.remote;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
final class Trust {
    private Trust() {}

    /**
     * Makes encrypted connections.
     *
     * @param ca a file of certificates as PEM, which then are the only ones trusted; {@code null}: those the JVM trusts
     */
    static SSLSocketFactory factory(@Nullable Path ca) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, ca == null ? null : managers(ca).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.CONFIG_UNREADABLE, "cannot read certificates from " + ca)
                            .because(e.getClass().getSimpleName() + ": " + e.getMessage())
                            .fixedBy("--tls-ca FILE wants certificates as PEM, -----BEGIN CERTIFICATE-----"),
                    "");
        }
    }

    private static TrustManagerFactory managers(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new IOException("no certificate in it");
            }
            int number = 0;
            for (Certificate one : all) {
                store.setCertificateEntry("ca-" + number++, one);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers;
    }
}
