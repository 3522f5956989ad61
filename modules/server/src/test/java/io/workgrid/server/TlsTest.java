package io.workgrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
    @TempDir
    private Path dir;

    /** A key and a certificate for it, as the JDK's keytool makes them, in PEM. */
    private void make(String name, String algorithm) throws Exception {
        Path store = dir.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        pem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey("node", "secret".toCharArray()).getEncoded());
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate("node").getEncoded());
    }

    private void pem(String file, String what, byte[] bytes) throws Exception {
        Files.writeString(
                dir.resolve(file),
                "-----BEGIN " + what + "-----\n"
                        + java.util.Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what + "-----\n");
    }

    private ServerOptions options(String certificate, String key) {
        return new ServerOptions("127.0.0.1", 0, null, dir.resolve(certificate), dir.resolve(key));
    }

    /** Whom the server says it is, to one who trusts these. */
    private String subject(int port, String... trusted) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (String file : trusted) {
            try (InputStream in = Files.newInputStream(dir.resolve(file))) {
                trust.setCertificateEntry(
                        file, CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    @Test
    void certificateIsServedAndReadAgainWhenItChanges() throws Exception {
        make("one", "RSA");
        make("two", "EC");
        Files.copy(dir.resolve("one.crt"), dir.resolve("node.crt"));
        Files.copy(dir.resolve("one.key"), dir.resolve("node.key"));
        try (Http http = new Http(options("node.crt", "node.key"))) {
            int port = http.server.port();
            assertThat(subject(port, "one.crt")).isEqualTo("CN=one");
            Files.copy(dir.resolve("two.crt"), dir.resolve("node.crt"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(dir.resolve("two.key"), dir.resolve("node.key"), StandardCopyOption.REPLACE_EXISTING);
            Http.eventually(() -> subject(port, "one.crt", "two.crt").equals("CN=two"));
        }
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws Exception {
        make("one", "EC");
        make("two", "EC");
        assertThatThrownBy(() -> new Http(options("one.crt", "two.key")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not that of the first certificate");
    }

    @Test
    void fileWithoutAKeyIsRefused() throws Exception {
        make("one", "EC");
        assertThatThrownBy(() -> new Http(options("one.crt", "one.crt")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no private key in PEM");
    }
}
