package io.workgrid.cli.node;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Leads what the engine and its libraries log into the log of the node; so it does with what ends a thread. Of libraries only warnings
 * and worse: the rest says what the node says in its own words. In effect until closed.
 */
final class LogBridge extends Handler implements AutoCloseable {
    private final NodeLog log;
    // the JDK forgets the level of a logger that nobody holds. That of Hazelcast is left to whoever starts it, and puts
    // it in our words
    private final Logger jetty = Logger.getLogger("org.eclipse.jetty");

    private LogBridge(NodeLog log) {
        this.log = log;
    }

    static LogBridge open(NodeLog log) {
        LogBridge bridge = new LogBridge(log);
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(bridge);
        bridge.jetty.setLevel(Level.WARNING);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            LogRecord record = new LogRecord(Level.SEVERE, "thread " + thread.getName() + " ended");
            record.setLoggerName("io.workgrid");
            record.setThrown(e);
            log.logged(record);
        });
        return bridge;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            log.logged(record);
        }
    }

    @Override
    public void flush() {
        // each line is written at once
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }
}
