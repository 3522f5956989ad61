package io.workgrid.cli.remote;

import io.workgrid.api.Halt;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.api.RetryPolicy;
import io.workgrid.cli.output.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job without its items as the nodes read it. What is at its default is left out, so that the default is theirs. */
final class SpecJson {
    private SpecJson() {}

    /**
     * The one line.
     *
     * @param jars hashes of the jars, which the grid has by now
     */
    static String of(JobSpec<?, ?> spec, JobId id, TaskRef.Named<?, ?> task, List<String> jars) {
        JobOptions options = spec.options();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id.text());
        Map<String, @Nullable Object> what = new LinkedHashMap<>();
        what.put("name", task.name());
        put(what, "args", task.args(), task.args().isEmpty());
        put(what, "jars", jars, jars.isEmpty());
        fields.put("task", what);
        put(fields, "name", options.name(), options.name() == null);
        put(fields, "labels", options.labels(), options.labels().isEmpty());
        put(fields, "chunk", options.chunkSize(), options.chunkSize() == 0);
        put(fields, "parallelism", options.parallelism(), options.parallelism() == 0);
        put(fields, "retries", retries(options.retries()), options.retries().equals(RetryPolicy.DEFAULT));
        put(fields, "timeoutMs", millis(options.timeout()), options.timeout() == null);
        put(fields, "deadlineMs", millis(options.deadline()), options.deadline() == null);
        put(
                fields,
                "effect",
                options.effect().name().toLowerCase(Locale.ROOT),
                options.effect() == JobOptions.DEFAULT.effect());
        put(fields, "halt", halt(options.halt()), options.halt().equals(Halt.NEVER));
        put(fields, "priority", options.priority(), options.priority() == 0);
        put(fields, "dryRun", true, !options.dryRun());
        put(
                fields,
                "needs",
                spec.needs().stream().map(JobId::text).toList(),
                spec.needs().isEmpty());
        put(fields, "keyed", true, spec.key() == null);
        return Json.of(fields);
    }

    private static void put(
            Map<String, @Nullable Object> fields, String name, @Nullable Object value, boolean atDefault) {
        if (!atDefault) {
            fields.put(name, value);
        }
    }

    private static Map<String, Object> retries(RetryPolicy policy) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("max", policy.maxRetries());
        fields.put("maxLost", policy.maxLostRetries());
        fields.put("initialMs", policy.initialBackoff().toMillis());
        fields.put("maxMs", policy.maxBackoff().toMillis());
        fields.put("factor", policy.factor());
        fields.put("jitter", policy.jitter());
        fields.put("notOn", policy.notOn());
        return fields;
    }

    private static Map<String, Object> halt(Halt halt) {
        String when = halt.when().name().toLowerCase(Locale.ROOT);
        return halt.failures() > 0
                ? Map.of("when", when, "failures", halt.failures())
                : Map.of("when", when, "share", halt.share());
    }

    private static @Nullable Long millis(@Nullable Duration time) {
        return time == null ? null : (Long) Math.max(1, time.toMillis());
    }
}
