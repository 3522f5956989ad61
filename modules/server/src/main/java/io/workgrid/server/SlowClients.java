package io.workgrid.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections that are kept busy with next to nothing. Jetty ends those that are still; one that gives a byte now and then it would
 * keep for ever. So a handshake and the head of a request must be through in the time a client may be still. (One that takes a byte now and
 * then is still to Jetty: a socket can be written to again when a third of its buffer is free.) Any thread.
 */
final class SlowClients implements Connection.Listener {
    private final Map<Connection, Mark> open = new ConcurrentHashMap<>();
    private final long mostNanos;

    /** What a connection was busy with when it was looked at first, and since when. */
    private record Mark(Doing doing, long at, long sinceNanos) {}

    private enum Doing {
        NOTHING,
        HANDSHAKE,
        HEAD
    }

    SlowClients(long mostMillis) {
        mostNanos = TimeUnit.MILLISECONDS.toNanos(mostMillis);
    }

    /** Looks again and again from now on. */
    void watch(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    look(System.nanoTime());
                    if (scheduler.isRunning()) {
                        watch(scheduler);
                    }
                },
                mostNanos / 5,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Mark(Doing.NOTHING, 0, 0));
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private void look(long nowNanos) {
        open.forEach((connection, before) -> {
            Mark now = mark(connection, nowNanos);
            if (now.doing != before.doing || now.at != before.at) {
                open.replace(connection, before, now);
            } else if (now.doing != Doing.NOTHING && nowNanos - before.sinceNanos > mostNanos) {
                connection.getEndPoint().close();
            }
        });
    }

    private static Mark mark(Connection connection, long nowNanos) {
        if (connection instanceof SslConnection secure) {
            boolean shaken = !secure.getSSLEngine().getSession().getProtocol().equals("NONE");
            return new Mark(shaken ? Doing.NOTHING : Doing.HANDSHAKE, 0, nowNanos);
        }
        if (connection instanceof HttpConnection http) {
            HttpParser parser = http.getParser();
            if (parser.inHeaderState() && !parser.isStart()) {
                return new Mark(Doing.HEAD, http.getMessagesIn(), nowNanos);
            }
        }
        return new Mark(Doing.NOTHING, 0, nowNanos);
    }
}
