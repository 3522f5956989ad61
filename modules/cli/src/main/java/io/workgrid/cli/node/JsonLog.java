package io.workgrid.cli.node;

import io.workgrid.cli.output.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** One JSON object on each line: {@code time level event message}, and the facts. */
final class JsonLog implements NodeLog {
    private final PrintStream out;
    private final Clock clock;

    JsonLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void say(Weight weight, String event, String text, Map<String, ?> fields) {
        line(clock.instant(), weight, event, text, fields);
    }

    @Override
    public void up(List<String> banner, Map<String, ?> fields) {
        say(Weight.INFO, "up", "the node is up", fields);
    }

    @Override
    public void logged(LogRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("logger", record.getLoggerName());
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            fields.put("exception", trace.toString());
        }
        String message = new SimpleFormatter().formatMessage(record);
        line(record.getInstant(), NodeLog.weight(record), "log", message, fields);
    }

    private void line(Instant time, Weight weight, String event, String message, Map<String, ?> fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", time.toString());
        line.put("level", weight.name());
        line.put("event", event);
        line.put("message", message);
        line.putAll(fields);
        out.println(Json.of(line));
    }
}
