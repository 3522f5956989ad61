package io.workgrid.server.job;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.view.JobView;
import io.workgrid.engine.code.LoadedCode;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.json.BadJsonException;
import io.workgrid.server.json.BadJsonException.Kind;
import io.workgrid.server.json.Fields;
import io.workgrid.server.json.JsonReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Takes a job from a request: all in one document, or as lines that are handed on as they come. Any thread. */
final class Submission {
    private static final int MOST_DOCUMENT_BYTES = 8 << 20;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Grid grid;
    private final SentCode code;
    private final Repeats repeats;

    Submission(Grid grid, SentCode code) {
        this.grid = grid;
        this.code = code;
        repeats = new Repeats(grid);
    }

    /**
     * A job that was taken.
     *
     * @param repeated whether it was there already, from the same request made before
     */
    record Taken(JobView job, boolean repeated) {}

    /** Submits what the call brings; returns when the grid has all of it. */
    Taken take(Call call) {
        String key = Repeats.key(call);
        return switch (call.mediaType()) {
            case Call.JSON -> document(call, key);
            case Call.NDJSON -> lines(call, key);
            default ->
                throw Fault.of(
                        Code.WRONG_MEDIA_TYPE,
                        "Content-Type is \"" + call.mediaType() + "\"; wanted " + Call.JSON + " or " + Call.NDJSON);
        };
    }

    private Taken document(Call call, @Nullable String key) {
        Object document = call.jsonBody(MOST_DOCUMENT_BYTES);
        Fields fields = Fields.of("", document);
        Spec spec = Spec.of(fields);
        if (!fields.has("items")) {
            throw new BadJsonException(Kind.MISSING, "field `items` is missing", "items");
        }
        Items items = Items.of(fields.list("items"), spec.keyed());
        fields.end();
        if (key == null) {
            return new Taken(given(spec, items), false);
        }
        Map<?, ?> rest = new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(document));
        rest.remove("items");
        return underKey(spec, items, key, new Print(rest));
    }

    private Taken lines(Call call, @Nullable String key) {
        JsonReader reader = new JsonReader(call.body());
        if (!reader.hasNext()) {
            throw new BadJsonException(Kind.SYNTAX, "the body is empty; wanted a job in its first line", "line 1");
        }
        Object line = reader.next();
        Fields fields = Fields.of("", line);
        Spec spec = Spec.of(fields);
        fields.end();
        Items items = Items.of(reader, spec.keyed());
        call.patient();
        return key == null
                ? new Taken(given(spec, items), false)
                : underKey(spec, items, key, new Print(Objects.requireNonNull(line)));
    }

    private Taken underKey(Spec spec, Items items, String key, Print print) {
        items.into(print);
        Spec own = spec.under(key, Repeats.label(print, items.whole()));
        JobId id = Objects.requireNonNull(own.id());
        try {
            JobView job = given(own, items);
            if (!items.whole()) {
                repeats.through(id, print);
            }
            return new Taken(job, false);
        } catch (RefusedException e) {
            if (!isThere(id)) {
                throw e;
            }
            return new Taken(repeats.again(id, print, items), true);
        }
    }

    private boolean isThere(JobId id) {
        try {
            grid.job(id);
            return true;
        } catch (NoSuchJobException e) {
            return false;
        }
    }

    private JobView given(Spec spec, Items items) {
        JobHandle<?> job = submit(spec, items);
        JobView view = job.detach(LONGEST);
        if (!items.whole()) {
            items.awaitQuiet();
        }
        RuntimeException fault = items.fault();
        if (fault != null) {
            throw broken(job, fault);
        }
        return view;
    }

    private static Fault broken(JobHandle<?> job, RuntimeException fault) {
        String stopped = "job " + job.id() + " was stopped as FAILED; the items before may have run";
        if (fault instanceof BadJsonException json) {
            return Fault.of(
                            json.kind() == Kind.TOO_LARGE ? Code.TOO_LARGE : Code.BAD_JSON,
                            String.valueOf(json.getMessage()))
                    .at(json.where())
                    .because(stopped);
        }
        if (fault instanceof UncheckedIOException io && timedOut(io)) {
            return Fault.of(Code.TOO_SLOW, "the upload stood still for too long")
                    .because(stopped);
        }
        return Fault.of(Code.BROKEN_UPLOAD, "the upload broke: " + fault.getMessage())
                .because(stopped);
    }

    private static boolean timedOut(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private JobHandle<?> submit(Spec spec, Items items) {
        JobSpec<@Nullable Object, Object> job = new JobSpec<>(
                new JobSpec.TaskRef.Named<>(spec.task(), spec.args(), List.of()),
                items.once(),
                spec.keyed() ? item -> items.key() : null,
                spec.options(),
                Map.of(),
                spec.id(),
                spec.needs());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(LoadedCode.sent(code.files(spec.jars())));
            return grid.submit(job);
        } catch (BadInputException e) {
            throw Fault.of(Code.BAD_TASK, String.valueOf(e.getMessage()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
