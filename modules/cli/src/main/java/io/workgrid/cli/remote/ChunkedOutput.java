package io.workgrid.cli.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A body whose length nobody knows beforehand: chunks, each behind its length, the empty one last. For one thread. */
final class ChunkedOutput extends OutputStream {
    private static final int BUFFER = 1 << 15;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private boolean closed;

    ChunkedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, BUFFER - used);
            System.arraycopy(bytes, from, buffer, used, some);
            used += some;
            from += some;
            left -= some;
            if (used == BUFFER) {
                chunk();
            }
        }
    }

    private void chunk() throws IOException {
        if (used > 0) {
            out.write((Integer.toHexString(used) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(buffer, 0, used);
            out.write(LINE_END);
            used = 0;
        }
    }

    @Override
    public void flush() throws IOException {
        chunk();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            chunk();
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
