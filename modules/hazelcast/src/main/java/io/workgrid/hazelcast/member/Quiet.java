package io.workgrid.hazelcast.member;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hazelcast's log, reduced to what an operator should see: warnings, in our log. Who has set a level for {@code com.hazelcast} gets what
 * was asked for, unchanged.
 */
final class Quiet extends Handler {
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    /** Held, for else the settings go with it. */
    private static final Logger HAZELCAST = Logger.getLogger("com.hazelcast");

    private static final long BETWEEN_STRANGERS_NANOS = 1_000_000_000;

    private long toldNanos = System.nanoTime() - BETWEEN_STRANGERS_NANOS;

    private Quiet() {
        setLevel(Level.WARNING);
    }

    /** Any thread; once is enough. */
    static synchronized void please() {
        if (HAZELCAST.getLevel() == null) {
            HAZELCAST.setLevel(Level.WARNING);
            HAZELCAST.setUseParentHandlers(false);
            HAZELCAST.addHandler(new Quiet());
        }
    }

    /** What each loss, leave or late answer of another node brings with it; that it is gone is said elsewhere, once. */
    private static boolean usual(LogRecord line) {
        String from = line.getLoggerName();
        return from.startsWith("com.hazelcast.internal.server.tcp")
                || from.startsWith("com.hazelcast.internal.nio")
                || from.startsWith("com.hazelcast.internal.cluster")
                || from.startsWith("com.hazelcast.internal.partition")
                || from.startsWith("com.hazelcast.client")
                || from.startsWith("com.hazelcast.spi.impl.operationservice");
    }

    /** Why a member does not start is also thrown, and said there in better words. */
    private static boolean thrownToo(LogRecord line) {
        return line.getLoggerName().startsWith("com.hazelcast.instance");
    }

    @Override
    public void publish(LogRecord line) {
        if (!isLoggable(line)) {
            return;
        }
        String stranger = Stranger.in(line);
        if (stranger != null) {
            LOG.log(mayTell() ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, stranger);
        } else {
            boolean severe = line.getLevel().intValue() >= Level.SEVERE.intValue();
            System.Logger.Level level = thrownToo(line) || (usual(line) && !severe)
                    ? System.Logger.Level.DEBUG
                    : System.Logger.Level.WARNING;
            LOG.log(level, "hazelcast: " + line.getMessage(), line.getThrown());
        }
    }

    /** Who knocks a thousand times does not fill the log. */
    private synchronized boolean mayTell() {
        long now = System.nanoTime();
        if (now - toldNanos < BETWEEN_STRANGERS_NANOS) {
            return false;
        }
        toldNanos = now;
        return true;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
