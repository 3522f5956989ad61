package io.workgrid.hazelcast.member;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.workgrid.hazelcast.merge.QuorumJoiner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hazelcast's log, reduced to what an operator should see: warnings, in our log. Who has set a level for {@code com.hazelcast} gets what
 * was asked for, unchanged.
 */
final class Quiet extends Handler {
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    /** Held, for else the settings go with it. */
    private static final Logger HAZELCAST = Logger.getLogger("com.hazelcast");

    /** Hazelcast's joiner and operations log under the names of what we made of them. */
    private static final Logger MERGE = Logger.getLogger(QuorumJoiner.class.getPackageName());

    private static final long BETWEEN_STRANGERS_NANOS = 1_000_000_000;

    /** Why members that are being started were not let in, by the refusal's text; what Hazelcast throws then does not say. */
    private static final Set<String> REFUSALS = ConcurrentHashMap.newKeySet();

    private long toldNanos = System.nanoTime() - BETWEEN_STRANGERS_NANOS;

    private Quiet() {
        setLevel(Level.WARNING);
    }

    /** Any thread; once is enough. */
    static synchronized void please() {
        if (HAZELCAST.getLevel() == null) {
            Quiet quiet = new Quiet();
            for (Logger logger : List.of(HAZELCAST, MERGE)) {
                logger.setLevel(Level.WARNING);
                logger.setUseParentHandlers(false);
                logger.addHandler(quiet);
            }
        }
    }

    /** Why a node of this name was not let in by the others, told once; {@code null}: it was not refused. */
    static @Nullable String refusalOf(String node) {
        for (String refusal : List.copyOf(REFUSALS)) {
            if (Wire.isOf(refusal, node) && REFUSALS.remove(refusal)) {
                return refusal;
            }
        }
        return null;
    }

    /** What each loss, leave or late answer of another node brings with it; that it is gone is said elsewhere, once. */
    private static boolean usual(LogRecord line) {
        String from = line.getLoggerName();
        return from.startsWith("com.hazelcast.internal.server.tcp")
                || from.startsWith("com.hazelcast.internal.nio")
                || from.startsWith("com.hazelcast.internal.cluster")
                || from.startsWith(MERGE.getName())
                || from.startsWith("com.hazelcast.internal.partition")
                || from.startsWith("com.hazelcast.client")
                || from.startsWith("com.hazelcast.spi.impl.operationservice");
    }

    /** Why a member does not start is also thrown, and said there in better words. */
    private static boolean thrownToo(LogRecord line) {
        return line.getLoggerName().startsWith("com.hazelcast.instance")
                || String.valueOf(line.getMessage()).contains("Before join check failed")
                || (line.getThrown() instanceof HazelcastInstanceNotActiveException && !REFUSALS.isEmpty());
    }

    @Override
    public void publish(LogRecord line) {
        if (!isLoggable(line)) {
            return;
        }
        String refused = Wire.refusalIn(line.getMessage());
        String stranger = Stranger.in(line);
        if (refused != null) {
            told(line, refused);
        } else if (stranger != null) {
            LOG.log(mayTell() ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, stranger);
        } else {
            boolean severe = line.getLevel().intValue() >= Level.SEVERE.intValue();
            System.Logger.Level level = thrownToo(line) || (usual(line) && !severe)
                    ? System.Logger.Level.DEBUG
                    : System.Logger.Level.WARNING;
            LOG.log(level, "hazelcast: " + line.getMessage(), line.getThrown());
        }
    }

    /** A node that has to go is told in what is thrown; the one that sent it away tells its operator. */
    private void told(LogRecord line, String refused) {
        if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
            REFUSALS.add(refused);
        } else {
            LOG.log(mayTell() ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, "not let in: " + refused);
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
