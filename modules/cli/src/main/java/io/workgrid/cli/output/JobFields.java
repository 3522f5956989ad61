package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as documents show it. */
public final class JobFields {
    private JobFields() {}

    /** The fields, in the order of every document. */
    public static Map<String, @Nullable Object> of(JobView job) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
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
        fields.put("created", Instant.ofEpochMilli(job.createdMillis()).toString());
        fields.put("ended", time(job.endedMillis()));
        fields.put("durationMs", job.endedMillis() == 0 ? null : job.endedMillis() - job.createdMillis());
        fields.put("counters", job.counters());
        fields.put("labels", job.labels());
        fields.put("parallelism", job.parallelism());
        fields.put("priority", job.priority());
        fields.put("needs", job.needs());
        return fields;
    }

    /** A time as documents write it, or {@code null} where there is none. */
    public static @Nullable String time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
    }
}
