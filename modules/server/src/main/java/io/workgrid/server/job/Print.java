package io.workgrid.server.job;

import io.workgrid.engine.code.Sha256;
import io.workgrid.server.json.JsonWriter;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fingerprint of a request: of what it says of the job, and of that and its items. For one thread after another. */
final class Print {
    private static final int BYTES = 16;

    private final MessageDigest digest = Sha256.digest();
    private final JsonGenerator out = JsonWriter.open(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    private final String spec;

    Print(Object document) {
        add(document);
        spec = hex();
    }

    /** Adds an item. */
    void add(@Nullable Object value) {
        JsonWriter.write(out, value);
        out.writeRaw('\n');
    }

    private String hex() {
        out.flush();
        try {
            byte[] hash = ((MessageDigest) digest.clone()).digest();
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** Of what it says of the job. */
    String spec() {
        return spec;
    }

    /** Of that and the items so far. */
    String whole() {
        return hex();
    }
}
