package io.workgrid.server.job;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.view.JobView;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.json.BadJsonException;
import io.workgrid.server.json.BadJsonException.Kind;
import io.workgrid.server.json.Fields;
import io.workgrid.server.json.JsonReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a job from a request: all in one document, or as lines that are handed on as they come. Any thread. */
final class Submission {
    private static final int MOST_DOCUMENT_BYTES = 8 << 20;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Grid grid;
    private final Function<List<String>, List<Path>> code;

    /**
     * @param code finds uploaded jars by their hashes
     */
    Submission(Grid grid, Function<List<String>, List<Path>> code) {
        this.grid = grid;
        this.code = code;
    }

    /** Submits what the call brings; returns when the grid has all of it. */
    JobView take(Call call) {
        return switch (call.mediaType()) {
            case Call.JSON -> document(call);
            case Call.NDJSON -> lines(call);
            default ->
                throw Fault.of(
                        Code.WRONG_MEDIA_TYPE,
                        "Content-Type is \"" + call.mediaType() + "\"; wanted " + Call.JSON + " or " + Call.NDJSON);
        };
    }

    private JobView document(Call call) {
        Fields fields = Fields.of("", call.jsonBody(MOST_DOCUMENT_BYTES));
        Spec spec = Spec.of(fields);
        if (!fields.has("items")) {
            throw new BadJsonException(Kind.MISSING, "field `items` is missing", "items");
        }
        Items items = Items.of(fields.list("items"), spec.keyed());
        fields.end();
        return given(spec, items);
    }

    private JobView lines(Call call) {
        JsonReader reader = new JsonReader(call.body());
        if (!reader.hasNext()) {
            throw new BadJsonException(Kind.SYNTAX, "the body is empty; wanted a job in its first line", "line 1");
        }
        Fields fields = Fields.of("", reader.next());
        Spec spec = Spec.of(fields);
        fields.end();
        Items items = Items.of(reader, spec.keyed());
        call.patient();
        return given(spec, items);
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
                new JobSpec.TaskRef.Named<>(spec.task(), spec.args(), code.apply(spec.jars())),
                items.once(),
                spec.keyed() ? item -> items.key() : null,
                spec.options(),
                Map.of());
        try {
            return grid.submit(job);
        } catch (BadInputException e) {
            throw Fault.of(Code.BAD_TASK, String.valueOf(e.getMessage()));
        }
    }
}
