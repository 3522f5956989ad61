package io.workgrid.hazelcast.key;

import io.workgrid.api.GridKey;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the two sides of a fresh connection say before anything else. Any thread may use it; a call takes {@value #DEADLINE_MILLIS} ms at
 * most, however slowly the other side talks.
 *
 * <pre>
 * connects -> accepts   greeting, 32 random bytes A
 * accepts -> connects   greeting, 32 random bytes B
 * connects -> accepts   HMAC("connects", A, B)
 * accepts -> connects   HMAC("accepts", A, B)
 * </pre>
 *
 * Who connects proves itself first, so that a stranger learns nothing. The random bytes of both are in each proof, so no earlier one fits;
 * the two differ, so none can be sent back. It proves who is at the other end now; what is said then is neither encrypted nor signed.
 */
public final class KeyExchange {
    static final int DEADLINE_MILLIS = 3_000;
    static final int RANDOM_BYTES = 32;

    private static final byte[] GREETING = "WGK1".getBytes(StandardCharsets.US_ASCII);
    private static final String HMAC = "HmacSHA256";
    private static final int PROOF_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;

    /** The exchange of those who have a key. */
    public KeyExchange(GridKey key) {
        secret = key.derive("workgrid connection 1");
    }

    /**
     * As the side that connected.
     *
     * @throws KeyRefusedException if the other side has no key or another one
     */
    public void connect(Socket socket) throws IOException {
        Line line = new Line(socket);
        byte[] mine = random();
        line.write(GREETING, mine);
        byte[] greeting = line.read(GREETING.length, "has no grid key, or is not a node");
        if (!Arrays.equals(greeting, GREETING)) {
            throw new KeyRefusedException("has no grid key, or is not a node");
        }
        byte[] theirs = line.read(RANDOM_BYTES, "has no grid key, or is not a node");
        line.write(proof("connects", mine, theirs));
        byte[] proof = line.read(PROOF_BYTES, "has another grid key");
        if (!MessageDigest.isEqual(proof, proof("accepts", mine, theirs))) {
            throw new KeyRefusedException("has another grid key");
        }
        line.end();
    }

    /**
     * As the side that was connected to.
     *
     * @throws KeyRefusedException if the other side has no key or another one
     */
    public void accept(Socket socket) throws IOException {
        Line line = new Line(socket);
        byte[] greeting = line.first(GREETING.length);
        if (!Arrays.equals(greeting, GREETING)) {
            throw new KeyRefusedException("did not show the grid key");
        }
        byte[] theirs = line.read(RANDOM_BYTES, "did not show the grid key");
        byte[] mine = random();
        line.write(GREETING, mine);
        byte[] proof = line.read(PROOF_BYTES, "did not show the grid key");
        if (!MessageDigest.isEqual(proof, proof("connects", theirs, mine))) {
            throw new KeyRefusedException("has another grid key");
        }
        line.write(proof("accepts", theirs, mine));
        line.end();
    }

    /** Whether the other side wants a key; for who has none. The connection is of no use then. */
    public static boolean isAskedFor(Socket socket) {
        try {
            Line line = new Line(socket);
            line.write(GREETING, random());
            return Arrays.equals(line.read(GREETING.length, "closed"), GREETING);
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private byte[] proof(String role, byte[] connects, byte[] accepts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update(role.getBytes(StandardCharsets.US_ASCII));
            mac.update(connects);
            mac.update(accepts);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** A socket with one deadline for all that is read. */
    private static final class Line {
        private final Socket socket;
        private final int timeoutBefore;
        private final long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);

        Line(Socket socket) throws IOException {
            this.socket = socket;
            timeoutBefore = socket.getSoTimeout();
        }

        void write(byte[]... parts) throws IOException {
            int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
            byte[] all = new byte[length];
            int at = 0;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            socket.getOutputStream().write(all); // less than any socket's buffer: it does not wait
            socket.getOutputStream().flush();
        }

        /** What comes first; who looks whether the port is open says nothing at all. */
        byte[] first(int count) throws IOException {
            byte[] bytes = new byte[count];
            int read = some(bytes, 0, "said nothing for " + DEADLINE_MILLIS + " ms");
            if (read < 0) {
                throw new EOFException("connected and went away without a word");
            }
            return rest(bytes, read, "did not show the grid key");
        }

        byte[] read(int count, String otherwise) throws IOException {
            return rest(new byte[count], 0, otherwise);
        }

        private byte[] rest(byte[] bytes, int from, String otherwise) throws IOException {
            int at = from;
            while (at < bytes.length) {
                int read = some(bytes, at, otherwise);
                if (read < 0) {
                    throw new KeyRefusedException(otherwise);
                }
                at += read;
            }
            return bytes;
        }

        private int some(byte[] bytes, int at, String otherwise) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            if (left <= 0) {
                throw new KeyRefusedException(otherwise);
            }
            socket.setSoTimeout((int) left);
            InputStream in = socket.getInputStream();
            try {
                return in.read(bytes, at, bytes.length - at);
            } catch (SocketTimeoutException e) {
                throw new KeyRefusedException(otherwise);
            }
        }

        void end() throws IOException {
            socket.setSoTimeout(timeoutBefore);
        }
    }
}
