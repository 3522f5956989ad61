package io.workgrid.server.access;

import io.workgrid.api.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate with its chain and its key, from PEM files. */
public final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END", Pattern.DOTALL);

    private Pem() {}

    /**
     * Reads both into a key store without a password.
     *
     * @throws BadInputException if one cannot be read, or they do not belong together
     */
    public static KeyStore keyStore(Path certificate, Path key) {
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)));
            if (chain.isEmpty()) {
                throw new BadInputException(certificate + " has no certificate");
            }
            PrivateKey read = key(key);
            Certificate own = chain.iterator().next();
            if (!belong(own.getPublicKey(), read)) {
                throw new BadInputException(
                        "the key in " + key + " is not that of the first certificate in " + certificate);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("node", read, new char[0], chain.toArray(new Certificate[0]));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new BadInputException("TLS with " + certificate + " and " + key + " cannot be had: " + e, e);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher text = KEY.matcher(Files.readString(file));
        if (!text.find()) {
            throw new BadInputException(file + " has no private key in PEM");
        }
        if (!text.group(1).isEmpty()) {
            throw new BadInputException(file + " has a " + text.group(1).strip()
                    + " key; wanted PKCS#8, unencrypted: openssl pkcs8 -topk8 -nocrypt -in " + file.getFileName());
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.group(2)));
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                // the key is of another kind
            }
        }
        throw new BadInputException(file + " has a key that is neither RSA nor EC nor Ed25519");
    }

    /** Whether what the key signs the certificate verifies. */
    private static boolean belong(PublicKey certified, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] text = {1, 2, 3};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            byte[] signed = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(text);
            return verifying.verify(signed);
        } catch (java.security.InvalidKeyException e) {
            return false;
        }
    }
}
