package io.workgrid.cli.node;

import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;

/** What a node says on stderr, to people or to a collector of logs. Any thread. */
interface NodeLog {

    /** How much it matters. */
    enum Weight {
        INFO,
        WARN,
        ERROR
    }

    /**
     * Says that something happened.
     *
     * @param event one word, stable
     * @param text the same and more, for people
     * @param fields the facts, for programs
     */
    void say(Weight weight, String event, String text, Map<String, ?> fields);

    /** Says that the node is up. */
    void up(List<String> banner, Map<String, ?> fields);

    /** Passes on what a library logged. */
    void logged(LogRecord record);

    /** The weight of a record of the JDK's logging. */
    static Weight weight(LogRecord record) {
        int level = record.getLevel().intValue();
        return level >= java.util.logging.Level.SEVERE.intValue()
                ? Weight.ERROR
                : level >= java.util.logging.Level.WARNING.intValue() ? Weight.WARN : Weight.INFO;
    }
}
