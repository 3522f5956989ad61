package io.workgrid.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Stdout, through one buffer. Texts are written as UTF-8 whatever the locale says: a result is data, and data must not turn into
 * question marks. For one thread.
 */
final class ResultOut {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private byte last = '\n';

    ResultOut(OutputStream out) {
        this.out = out;
    }

    void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void line(String text) throws IOException {
        text(text);
        bytes(new byte[] {'\n'});
    }

    void bytes(byte[] bytes) throws IOException {
        last = bytes.length == 0 ? last : bytes[bytes.length - 1];
        if (bytes.length > BUFFER - used) {
            flush();
        }
        if (bytes.length > BUFFER) {
            out.write(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, used, bytes.length);
            used += bytes.length;
        }
    }

    /** Whether what was written so far ends with an end of line. */
    boolean endedLine() {
        return last == '\n';
    }

    boolean isEmpty() {
        return used == 0;
    }

    void flush() throws IOException {
        if (used > 0) {
            int length = used;
            used = 0;
            out.write(buffer, 0, length);
        }
        out.flush();
    }
}
