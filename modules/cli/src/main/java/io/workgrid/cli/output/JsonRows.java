package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as JSON: one per line, or all in one document with the job around them. */
final class JsonRows implements RowWriter {
    private final ResultOut out;
    private final boolean document;
    private long rows;

    JsonRows(ResultOut out, boolean document) {
        this.out = out;
        this.document = document;
    }

    @Override
    public void row(ItemRow row) throws IOException {
        if (document) {
            out.text(rows == 0 ? "{\"schema\":\"grid.job/v1\",\"items\":[\n" : ",\n");
        }
        rows++;
        List<@Nullable Object> values = row.values();
        StringBuilder record = new StringBuilder("{");
        for (int i = 0; i < values.size(); i++) {
            record.append(i == 0 ? "\"" : ",\"")
                    .append(ItemRow.FIELDS.get(i))
                    .append("\":")
                    .append(Json.of(values.get(i)));
        }
        out.text(record.append('}').toString());
        if (!document) {
            out.text("\n");
        }
    }

    @Override
    public void end(JobView job) throws IOException {
        if (!document) {
            return;
        }
        out.text(rows == 0 ? "{\"schema\":\"grid.job/v1\",\"items\":[" : "\n");
        StringBuilder tail = new StringBuilder("]");
        fields(job)
                .forEach((name, value) ->
                        tail.append(",\"").append(name).append("\":").append(Json.of(value)));
        out.line(tail.append('}').toString());
    }

    /** The job, for the documents. */
    static Map<String, @Nullable Object> fields(JobView job) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", job.id());
        fields.put("name", job.name());
        fields.put("task", job.task());
        fields.put("phase", job.phase().name());
        fields.put("reason", job.reason());
        fields.put("count", job.items());
        fields.put("done", job.done());
        fields.put("failed", job.failed());
        fields.put("unknown", job.unknown());
        fields.put("cancelled", job.cancelled());
        fields.put("retried", job.retried());
        fields.put("created", Instant.ofEpochMilli(job.createdMillis()).toString());
        fields.put(
                "ended",
                job.endedMillis() == 0
                        ? null
                        : Instant.ofEpochMilli(job.endedMillis()).toString());
        fields.put("durationMs", job.endedMillis() == 0 ? null : job.endedMillis() - job.createdMillis());
        fields.put("counters", job.counters());
        return fields;
    }
}
