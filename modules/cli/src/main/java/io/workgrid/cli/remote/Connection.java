package io.workgrid.cli.remote;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One call of HTTP/1.1 on a connection of its own. Not {@code HttpURLConnection}, because that cannot read an answer that comes before
 * the request has ended, as to a submit that is refused, knows no PATCH, and repeats calls by itself. One thread may write while another
 * waits for the answer.
 */
final class Connection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final OutputStream out;
    private @Nullable ChunkedOutput body;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /**
     * Connects.
     *
     * @param tls makes encrypted connections, for an address that wants one
     */
    static Connection open(Address address, @Nullable SSLSocketFactory tls) throws IOException {
        Socket plain = new Socket();
        try {
            InetSocketAddress to = new InetSocketAddress(address.host(), address.port());
            if (to.isUnresolved()) {
                throw new UnknownHostException(address.host());
            }
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            plain.connect(to, CONNECT_MILLIS);
            return new Connection(tls == null ? plain : secured(plain, address, tls));
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, Address address, SSLSocketFactory tls) throws IOException {
        SSLSocket secure = (SSLSocket) tls.createSocket(plain, address.host(), address.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        // else any certificate of the authority would do, whoever shows it
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.setSoTimeout(CONNECT_MILLIS);
        secure.startHandshake();
        secure.setSoTimeout(0);
        return secure;
    }

    /**
     * Writes the head; with {@code chunked}, a body follows on {@link #body}. It does not say that the connection ends with the call, or a server would
     * end its answer by closing it, and a node that dies looks the same.
     */
    void head(String method, String path, Map<String, String> headers, boolean chunked) throws IOException {
        StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
            body = new ChunkedOutput(out);
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a body whose length stands in the head, and with it the end of the request. */
    void bytes(byte[] whole) throws IOException {
        out.write(whole);
        out.flush();
    }

    /** As {@link #bytes}, read as it is written. */
    void copy(InputStream whole) throws IOException {
        whole.transferTo(out);
        out.flush();
    }

    /** The body; closing it ends the request. */
    OutputStream body() {
        if (body == null) {
            throw new IllegalStateException("the head said that there is no body");
        }
        return body;
    }

    /**
     * Waits for the answer.
     *
     * @param patienceMillis how long nothing may come; 0: for ever
     */
    Answer answer(int patienceMillis) throws IOException {
        socket.setSoTimeout(patienceMillis);
        InputStream in = socket.getInputStream();
        return Answer.read(in, this);
    }

    /** Ends the connection, whoever waits on it. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
