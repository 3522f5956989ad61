package io.workgrid.server.job;

import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.server.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** Items that have ended, as rows of JSON. For one thread. */
final class Rows {
    private static final SerializableString INDEX = name("index");
    private static final SerializableString KEY = name("key");
    private static final SerializableString OUTCOME = name("outcome");
    private static final SerializableString ATTEMPTS = name("attempts");
    private static final SerializableString NODE = name("node");
    private static final SerializableString WORKER = name("worker");
    private static final SerializableString STARTED = name("startedMs");
    private static final SerializableString DURATION = name("durationMs");
    private static final SerializableString EXIT = name("exit");
    private static final SerializableString ERROR = name("error");
    private static final SerializableString RESULT = name("result");
    private static final SerializableString RESULT_BYTES = name("resultBase64");
    private static final SerializableString NOTE = name("note");
    private static final SerializableString FAILURE = name("failure");

    private static final String PLAIN = TaskFailureException.class.getSimpleName();

    private final JsonGenerator out;
    private final Detail detail;

    /** How much a row tells. */
    enum Detail {
        /** What a line of a table has room for. */
        LINE,
        /** Note and failure too. */
        FULL,
        /** Index, outcome and result alone, always in that order. */
        RESULT
    }

    Rows(JsonGenerator out, Detail detail) {
        this.out = out;
        this.detail = detail;
    }

    private static SerializableString name(String name) {
        return new SerializedString(name);
    }

    /** A row with a result. */
    void row(ItemView item, @Nullable Object result) {
        begin(item, result);
        if (result instanceof byte[] bytes) {
            out.writeName(RESULT_BYTES);
            out.writeBinary(bytes);
        } else {
            out.writeName(RESULT);
            JsonWriter.write(out, result);
        }
        end(item);
    }

    /** A row without one. */
    void row(ItemView item) {
        begin(item, null);
        end(item);
    }

    private void begin(ItemView item, @Nullable Object result) {
        out.writeStartObject();
        number(INDEX, item.index());
        if (detail != Detail.RESULT) {
            text(KEY, item.key());
        }
        out.writeName(OUTCOME);
        out.writeString(item.outcome().name());
        if (detail != Detail.RESULT) {
            circumstances(item, result);
        }
    }

    private void circumstances(ItemView item, @Nullable Object result) {
        number(ATTEMPTS, item.attempts());
        text(NODE, item.node());
        if (item.node() == null) {
            nothing(WORKER);
        } else {
            number(WORKER, item.worker());
        }
        if (item.startedMillis() == 0) {
            nothing(STARTED);
        } else {
            number(STARTED, item.startedMillis());
        }
        number(DURATION, item.durationNanos() / 1_000_000);
        Integer exit = exit(result, item.error());
        if (exit == null) {
            nothing(EXIT);
        } else {
            number(EXIT, exit);
        }
        text(ERROR, error(item));
    }

    private void end(ItemView item) {
        if (detail == Detail.FULL) {
            text(NOTE, item.note());
            out.writeName(FAILURE);
            ItemError error = item.error();
            JsonWriter.write(out, error == null ? null : JobJson.error(error));
        }
        out.writeEndObject();
    }

    private void number(SerializableString name, long value) {
        out.writeName(name);
        out.writeNumber(value);
    }

    private void text(SerializableString name, @Nullable String value) {
        out.writeName(name);
        JsonWriter.write(out, value);
    }

    private void nothing(SerializableString name) {
        out.writeName(name);
        out.writeNull();
    }

    /** The exit code of the item's program; {@code null}: there was none. */
    static @Nullable Integer exit(@Nullable Object result, @Nullable ItemError error) {
        Object exit = result instanceof Map<?, ?> map ? map.get("exit") : null;
        if (exit instanceof Number number) {
            return number.intValue();
        }
        String detail = error == null ? null : error.details().get("exit");
        return detail != null && detail.matches("\\d{1,9}") ? Integer.valueOf(detail) : null;
    }

    /** Why it is not done, on one line. */
    static @Nullable String error(ItemView item) {
        ItemError error = item.error();
        if (error != null) {
            String summary = error.summary();
            // a failure that a task declared: its type says nothing
            boolean plain = error.simpleType().equals(PLAIN) && summary.length() > PLAIN.length();
            return plain ? summary.substring(PLAIN.length() + 2) : summary;
        }
        return item.outcome() == Outcome.DONE ? null : item.note();
    }
}
