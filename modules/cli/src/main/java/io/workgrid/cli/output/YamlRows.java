package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of {@link JsonRows} as YAML; scalars and results are written as JSON, which YAML contains. */
final class YamlRows implements RowWriter {
    private final ResultOut out;
    private long rows;

    YamlRows(ResultOut out) {
        this.out = out;
    }

    @Override
    public void row(ItemRow row) throws IOException {
        if (rows++ == 0) {
            out.text("schema: grid.job/v1\nitems:\n");
        }
        List<@Nullable Object> values = row.values();
        for (int i = 0; i < values.size(); i++) {
            out.line((i == 0 ? "  - " : "    ") + ItemRow.FIELDS.get(i) + ": " + Json.of(values.get(i)));
        }
    }

    @Override
    public void end(JobView job) throws IOException {
        if (rows == 0) {
            out.text("schema: grid.job/v1\nitems: []\n");
        }
        for (var field : JobFields.of(job).entrySet()) {
            out.line(field.getKey() + ": " + Json.of(field.getValue()));
        }
    }
}
