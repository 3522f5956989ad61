package io.workgrid.cli.node;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Lines for people: time, event, text. */
final class TextLog implements NodeLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final Clock clock;

    TextLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void say(Weight weight, String event, String text, Map<String, ?> fields) {
        String level = weight == Weight.INFO ? "" : weight + " ";
        out.println(
                String.format(Locale.ROOT, "%s  %-9s %s%s", LocalTime.now(clock).format(TIME), event, level, text));
    }

    @Override
    public void up(List<String> banner, Map<String, ?> fields) {
        out.println(String.join(System.lineSeparator(), banner));
    }

    @Override
    public void logged(LogRecord record) {
        String text = new SimpleFormatter().formatMessage(record);
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            text += "\n" + trace;
        }
        String body = text.strip().replaceAll("\\R", System.lineSeparator() + "    ");
        say(NodeLog.weight(record), "log", record.getLoggerName() + ": " + body, Map.of());
    }
}
