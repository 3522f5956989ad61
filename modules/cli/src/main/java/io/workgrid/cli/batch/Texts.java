package io.workgrid.cli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Texts that are shipped beside the classes of this package. */
final class Texts {
    private Texts() {}

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
