package io.workgrid.cli.output;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JSON object per line: once a second, and when the job has ended. */
final class JsonProgress implements Progress {
    private static final long STEP_MILLIS = 1_000;

    private final Consumer<String> lines;
    private final Pace pace;
    private long shownMillis;

    JsonProgress(Consumer<String> lines, long startMillis) {
        this.lines = lines;
        this.pace = new Pace(startMillis);
    }

    @Override
    public void show(Look look) {
        pace.seen(look.nowMillis(), look.settled());
        if (!look.job().phase().ended() && look.nowMillis() - shownMillis < STEP_MILLIS) {
            return;
        }
        shownMillis = look.nowMillis();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("schema", "grid.progress/v1");
        fields.put("time", Instant.ofEpochMilli(look.nowMillis()).toString());
        fields.put("job", look.job().id());
        fields.put("name", look.job().name());
        fields.put("phase", look.job().phase().name());
        fields.put("total", look.known() < 0 ? null : (Object) look.known());
        fields.put("done", look.job().done() + look.skipped());
        fields.put("skipped", look.skipped());
        fields.put("failed", look.job().failed());
        fields.put("unknown", look.job().unknown());
        fields.put("cancelled", look.job().cancelled());
        fields.put("retried", look.job().retried());
        fields.put("running", look.job().running());
        fields.put("perSecond", Math.round(pace.recent() * 10) / 10.0);
        fields.put("elapsedMs", look.elapsedMillis());
        lines.accept(Json.of(fields));
    }
}
