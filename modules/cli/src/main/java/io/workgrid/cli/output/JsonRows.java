package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.io.IOException;
import java.util.List;
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
        JobFields.of(job)
                .forEach((name, value) ->
                        tail.append(",\"").append(name).append("\":").append(Json.of(value)));
        out.line(tail.append('}').toString());
    }
}
