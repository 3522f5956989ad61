package io.workgrid.cli.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, whole ones only. For one thread. */
final class Lines {
    private static final int LONGEST_ROW = 128 << 20;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Whether the next line, or a part of it, is there without waiting. */
    boolean more() throws IOException {
        return at < end || in.available() > 0;
    }

    /** The next line; {@code null} at the end. */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream begun = null;
        while (true) {
            if (at == end) {
                end = in.read(buffer, 0, BUFFER);
                at = 0;
                if (end < 0) {
                    end = 0;
                    return begun == null ? null : begun.toString(StandardCharsets.UTF_8);
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            boolean whole = at < end;
            if (whole && begun == null) {
                return new String(buffer, from, at++ - from, StandardCharsets.UTF_8);
            }
            begun = begun == null ? new ByteArrayOutputStream() : begun;
            begun.write(buffer, from, at - from);
            if (begun.size() > LONGEST_ROW) {
                throw new IOException("a row is longer than " + LONGEST_ROW + " bytes");
            }
            if (whole) {
                at++;
                return begun.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
