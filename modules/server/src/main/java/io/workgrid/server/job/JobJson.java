package io.workgrid.server.job;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.SpanView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What there is to tell of a job, as documents. */
final class JobJson {
    private JobJson() {}

    static Map<String, @Nullable Object> job(JobView job) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("schema", "grid.job/v1");
        fields.put("id", job.id());
        fields.put("name", job.name());
        fields.put("task", job.task());
        fields.put("phase", job.phase().name());
        fields.put("reason", job.reason());
        fields.put("count", job.items());
        fields.put("sealed", job.sealed());
        fields.put("running", job.running());
        fields.put("done", job.done());
        fields.put("failed", job.failed());
        fields.put("unknown", job.unknown());
        fields.put("cancelled", job.cancelled());
        fields.put("retried", job.retried());
        fields.put("created", time(job.createdMillis()));
        fields.put("ended", job.endedMillis() == 0 ? null : time(job.endedMillis()));
        fields.put("durationMs", job.endedMillis() == 0 ? null : job.endedMillis() - job.createdMillis());
        fields.put("counters", new TreeMap<>(job.counters()));
        fields.put("labels", new TreeMap<>(job.labels()));
        fields.put("parallelism", job.parallelism());
        fields.put("priority", job.priority());
        fields.put("needs", job.needs());
        return fields;
    }

    static Map<String, @Nullable Object> errors(ErrorView group) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("fingerprint", group.fingerprint());
        fields.put("count", group.count());
        fields.put("items", group.items());
        fields.put("nodes", new TreeMap<>(group.nodes()));
        fields.put("first", time(group.firstMillis()));
        fields.put("last", time(group.lastMillis()));
        fields.put("attempts", group.attempts());
        fields.put("error", error(group.example()));
        return fields;
    }

    static Map<String, @Nullable Object> error(ItemError error) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", error.kind().name());
        fields.put("types", error.types());
        fields.put("message", error.message());
        fields.put("stackTrace", error.stackTrace());
        fields.put("permanent", error.permanent());
        fields.put("details", new TreeMap<>(error.details()));
        return fields;
    }

    static Map<String, @Nullable Object> span(SpanView span) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("node", span.node());
        fields.put("worker", span.worker());
        fields.put("first", span.firstIndex());
        fields.put("count", span.count());
        fields.put("started", time(span.startedMillis()));
        fields.put("durationNanos", span.durationNanos());
        return fields;
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
