package io.workgrid.cli.remote;

import io.workgrid.api.ItemResult;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.NodeView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SharedView;
import io.workgrid.api.view.SpanView;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From what the nodes write to the records of the API. */
final class Views {
    private static final String BASE64 = "Base64";
    private static final long NANOS = 1_000_000;

    private Views() {}

    static JobView job(Tree job) {
        return new JobView(
                job.text("id", ""),
                job.text("name", ""),
                job.text("task", ""),
                JobPhase.valueOf(job.text("phase", JobPhase.RUNNING.name())),
                job.text("reason"),
                job.number("count"),
                job.flag("sealed"),
                job.number("running"),
                job.number("done"),
                job.number("failed"),
                job.number("unknown"),
                job.number("cancelled"),
                job.number("retried"),
                job.millis("created"),
                job.millis("ended"),
                job.numbers("counters"),
                job.words("labels"),
                job.small("parallelism"),
                job.small("priority"),
                job.texts("needs"));
    }

    static NodeView node(Tree node) {
        return new NodeView(
                node.text("name", ""),
                node.small("workers"),
                node.small("busy"),
                node.flag("draining"),
                node.text("address"),
                node.words("labels"),
                node.text("note"),
                node.flag("copying"));
    }

    static SharedView shared(Tree object) {
        return new SharedView(
                object.text("name", ""),
                object.text("kind", ""),
                object.text("scope", ""),
                object.number("entries"),
                object.number("bytes"),
                object.millis("created"),
                object.millis("used"),
                object.text("expires") == null ? null : object.millis("expires"));
    }

    static LockView lock(Tree lock) {
        return new LockView(
                lock.text("name", ""),
                lock.text("kind", ""),
                lock.text("scope", ""),
                lock.list("holders", Views::party),
                lock.list("waiters", Views::party),
                lock.small("waiting"),
                lock.number("fence"),
                lock.texts("deadlock"));
    }

    private static LockView.Party party(Tree party) {
        return new LockView.Party(party.text("owner", ""), party.text("node", ""), party.millis("since"));
    }

    static ErrorView error(Tree error) {
        return new ErrorView(
                error.text("fingerprint", ""),
                itemError(Tree.of(error.value("error"))),
                error.number("count"),
                error.value("items") instanceof List<?> items
                        ? items.stream()
                                .map(index -> index instanceof Number number ? number.longValue() : -1L)
                                .toList()
                        : List.of(),
                error.numbers("nodes"),
                error.millis("first"),
                error.millis("last"),
                error.small("attempts"));
    }

    static SpanView span(Tree span) {
        return new SpanView(
                span.text("node", ""),
                span.small("worker"),
                span.number("first"),
                span.small("count"),
                span.millis("started"),
                span.number("durationNanos"));
    }

    private static ItemError itemError(Tree error) {
        List<String> types = error.texts("types");
        return new ItemError(
                ItemError.Kind.valueOf(error.text("kind", ItemError.Kind.EXCEPTION.name())),
                types.isEmpty() ? List.of("io.workgrid.api.task.TaskFailureException") : types,
                error.text("message", ""),
                error.text("stackTrace", ""),
                error.flag("permanent"),
                error.words("details"));
    }

    static ItemView item(Tree row) {
        Outcome outcome = Outcome.valueOf(row.text("outcome", Outcome.DONE.name()));
        boolean failed = row.value("failure") instanceof Map<?, ?>;
        ItemError error = failed
                ? itemError(Tree.of(row.value("failure")))
                : outcome == Outcome.FAILED ? itemError(Tree.of(Map.of("message", row.text("error", "")))) : null;
        return new ItemView(
                row.number("index"),
                row.text("key"),
                outcome,
                row.small("attempts"),
                row.text("node"),
                row.text("node") == null ? -1 : row.small("worker"),
                row.millis("startedMs"),
                row.number("durationMs") * NANOS,
                error,
                row.text("note"));
    }

    static ItemResult<Object> result(Tree row) {
        Object value = row.has("result") ? row.value("result") : row.value("result" + BASE64);
        if (!row.has("result") && value instanceof String text) {
            byte[] bytes = bytes(text);
            return new ItemResult<>(item(row), bytes == null ? text : bytes);
        }
        return new ItemResult<>(item(row), decoded(value));
    }

    /** Bytes come as base64 under a name that says so; what only looks like it stays as it is. */
    private static @Nullable Object decoded(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || map.keySet().stream().noneMatch(Views::named)) {
            return value;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> {
            String name = String.valueOf(key);
            byte[] bytes = named(name) && field instanceof String text ? bytes(text) : null;
            String plain = named(name) ? name.substring(0, name.length() - BASE64.length()) : name;
            if (bytes != null && !map.containsKey(plain)) {
                fields.put(plain, bytes);
            } else {
                fields.put(name, decoded(field));
            }
        });
        return fields;
    }

    private static boolean named(Object key) {
        return key instanceof String name && name.endsWith(BASE64) && name.length() > BASE64.length();
    }

    private static byte @Nullable [] bytes(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
