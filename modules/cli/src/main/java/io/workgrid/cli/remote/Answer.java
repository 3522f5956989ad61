package io.workgrid.cli.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back. To be closed.
 *
 * @param status as 200
 * @param headers by their name in lower case; of several with one name, the last
 * @param body what follows; a body that is cut off ends with an exception, never with a quiet end
 */
record Answer(int status, Map<String, String> headers, InputStream body, AutoCloseable connection)
        implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_HEADERS = 200;
    private static final int BUFFER = 1 << 16;
    private static final int INTERIM = 200;

    static Answer read(InputStream raw, AutoCloseable connection) throws IOException {
        InputStream in = new BufferedInputStream(raw, BUFFER);
        while (true) {
            int status = status(line(in));
            Map<String, String> headers = headers(in);
            if (status >= INTERIM) {
                return new Answer(status, headers, body(in, status, headers), connection);
            }
        }
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new ProtocolException("what listens there does not speak HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() > MOST_HEADERS) {
                throw new ProtocolException("the headers of the answer are not those of HTTP");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static InputStream body(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return new ChunkedInput(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            // its end would be that of the connection, and so would be a node's
            return status < 300 ? new CutInput() : in;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new ProtocolException("the length of the answer is \"" + length + "\"");
        }
        return new CountedInput(in, Long.parseLong(length));
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed in the middle of the answer");
            }
            if (line.size() > LONGEST_LINE) {
                throw new ProtocolException("a line of the answer's head is longer than " + LONGEST_LINE + " bytes");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** The rest of the body as text. */
    String text(int mostBytes) throws IOException {
        byte[] bytes = body.readNBytes(mostBytes);
        if (body.read() >= 0) {
            throw new ProtocolException("the answer is longer than " + mostBytes + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException("a connection closes without a fault", e);
        }
    }

    /** A body of which nobody could tell whether it is whole. */
    private static final class CutInput extends InputStream {
        @Override
        public int read() throws IOException {
            throw new ProtocolException("the answer does not say how long it is");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    /** A body of a known length. */
    private static final class CountedInput extends InputStream {
        private final InputStream in;
        private long left;

        CountedInput(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int read = in.read(bytes, offset, (int) Math.min(left, length));
            if (read < 0) {
                throw new EOFException("the connection was closed in the middle of the answer");
            }
            left -= read;
            return read;
        }
    }
}
