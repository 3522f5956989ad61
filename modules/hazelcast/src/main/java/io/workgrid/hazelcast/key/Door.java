package io.workgrid.hazelcast.key;

import com.hazelcast.nio.MemberSocketInterceptor;
import io.workgrid.api.GridKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Lets nobody through who does not prove the key, in neither direction, and says who it was. Any thread may call.
 *
 * <p>Hazelcast runs at most 16 of these at once: so many from one address may be undecided that a silent one cannot keep the others out.
 */
final class Door implements MemberSocketInterceptor {
    static final int MOST_UNDECIDED = 8;

    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    private static final int MOST_TOLD = 20;
    private static final long TOLD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final KeyExchange exchange;
    private final Map<InetAddress, Integer> undecided = new HashMap<>();
    private long toldSince = System.nanoTime();
    private int told;

    Door(GridKey key) {
        exchange = new KeyExchange(key);
    }

    @Override
    public void init(Properties properties) {
        // it was made with all it needs
    }

    @Override
    public void onConnect(Socket socket) throws IOException {
        try {
            exchange.connect(socket);
        } catch (KeyRefusedException e) {
            tell("did not connect to " + socket.getRemoteSocketAddress() + ": it " + e.getMessage());
            throw e;
        }
    }

    @Override
    public void onAccept(Socket socket) throws IOException {
        InetAddress from = socket.getInetAddress();
        if (from == null) {
            throw new SocketException("the connection is closed");
        }
        if (!enter(from)) {
            tell("refused a connection from " + socket.getRemoteSocketAddress() + ": " + MOST_UNDECIDED
                    + " others from there have not shown the grid key yet");
            throw new KeyRefusedException("too many at once");
        }
        try {
            exchange.accept(socket);
        } catch (KeyRefusedException e) {
            tell("refused a connection from " + socket.getRemoteSocketAddress() + ": it " + e.getMessage());
            throw e;
        } finally {
            leave(from);
        }
    }

    private boolean enter(InetAddress from) {
        synchronized (undecided) {
            if (undecided.getOrDefault(from, 0) >= MOST_UNDECIDED) {
                return false;
            }
            undecided.merge(from, 1, Integer::sum);
            return true;
        }
    }

    private void leave(InetAddress from) {
        synchronized (undecided) {
            undecided.computeIfPresent(from, (any, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Who knocks a thousand times does not fill the log. */
    private synchronized void tell(String what) {
        long now = System.nanoTime();
        if (now - toldSince > TOLD_NANOS) {
            if (told > MOST_TOLD) {
                LOG.log(System.Logger.Level.WARNING, "refused " + (told - MOST_TOLD) + " more connections before");
            }
            toldSince = now;
            told = 0;
        }
        if (++told <= MOST_TOLD) {
            LOG.log(System.Logger.Level.WARNING, what);
        }
    }
}
