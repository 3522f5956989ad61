package io.workgrid.cli.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A body in chunks, each behind its length. Only the empty chunk is its end: a connection that closes before is a fault. */
final class ChunkedInput extends InputStream {
    private static final String CUT = "the connection was closed in the middle of the answer";

    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(left, length));
        if (read < 0) {
            throw new EOFException(CUT);
        }
        left -= read;
        return read;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    private void next() throws IOException {
        if (begun && !Answer.line(in).isEmpty()) {
            throw new ProtocolException("a chunk of the answer is longer than it said");
        }
        begun = true;
        String size = Answer.line(in).replaceFirst(";.*", "").strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new ProtocolException("a chunk of the answer says its length as \"" + size + "\"");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            while (!Answer.line(in).isEmpty()) {
                // trailers say nothing we ask for
            }
            ended = true;
        }
    }
}
