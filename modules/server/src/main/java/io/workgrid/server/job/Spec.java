package io.workgrid.server.job;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.server.json.BadJsonException;
import io.workgrid.server.json.BadJsonException.Kind;
import io.workgrid.server.json.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of a job, but for its items.
 *
 * @param id the id the caller chose, or {@code null}
 * @param task the task's name
 * @param args its arguments
 * @param jars hashes of jars that were uploaded
 * @param options how to run it
 * @param needs jobs to wait for
 * @param keyed whether each item is a pair of key and value
 */
record Spec(
        @Nullable JobId id,
        String task,
        Map<String, String> args,
        List<String> jars,
        JobOptions options,
        List<JobId> needs,
        boolean keyed) {

    private static final int MOST_JARS = 1_000;
    private static final String HASH = "[0-9a-f]{64}";

    /** Reads it; what else stands there is the caller's to read, and then to {@link Fields#end}. */
    static Spec of(Fields spec) {
        Fields task = spec.required("task", spec.object("task"));
        String name = task.required("name", task.text("name"));
        Map<String, String> args = task.dictionary("args");
        List<String> jars = jars(task);
        task.end();
        String id = spec.text("id");
        List<JobId> needs = new ArrayList<>();
        spec.texts("needs").forEach(each -> needs.add(new JobId(each)));
        return new Spec(
                id == null ? null : new JobId(id), name, args, jars, options(spec), needs, spec.flag("keyed", false));
    }

    /** Of a request that was made under a key. */
    Spec under(String key, Map<String, String> label) {
        Map<String, String> labels = new LinkedHashMap<>(options.labels());
        labels.putAll(label);
        JobId own = id == null ? Repeats.id(key) : id;
        return new Spec(own, task, args, jars, options.withLabels(labels), needs, keyed);
    }

    private static List<String> jars(Fields task) {
        List<String> jars = task.texts("jars");
        if (jars.size() > MOST_JARS) {
            throw new BadJsonException(Kind.VALUE, jars.size() + " jars; wanted at most " + MOST_JARS, "task.jars");
        }
        for (String jar : jars) {
            if (!jar.matches(HASH)) {
                throw new BadJsonException(
                        Kind.VALUE, "`task.jars` has one that is no sha256 in lower case hex", "task.jars");
            }
        }
        return jars;
    }

    private static JobOptions options(Fields spec) {
        int most = Integer.MAX_VALUE;
        return new JobOptions(
                spec.text("name"),
                spec.dictionary("labels"),
                (int) spec.whole("chunk", 0, 0, most),
                (int) spec.whole("parallelism", 0, 0, most),
                retries(spec.object("retries")),
                spec.millis("timeoutMs"),
                spec.millis("deadlineMs"),
                spec.word("effect", Effect.class, Effect.IDEMPOTENT),
                halt(spec.object("halt")),
                (int) spec.whole("priority", 0, -100, 100),
                spec.flag("dryRun", false));
    }

    private static RetryPolicy retries(@Nullable Fields retries) {
        RetryPolicy otherwise = RetryPolicy.DEFAULT;
        if (retries == null) {
            return otherwise;
        }
        Duration initial = retries.millis("initialMs");
        Duration max = retries.millis("maxMs");
        RetryPolicy policy = new RetryPolicy(
                (int) retries.whole("max", otherwise.maxRetries(), 0, Integer.MAX_VALUE),
                (int) retries.whole("maxLost", otherwise.maxLostRetries(), 0, Integer.MAX_VALUE),
                initial == null ? otherwise.initialBackoff() : initial,
                retries.number("factor", otherwise.factor()),
                max == null ? otherwise.maxBackoff() : max,
                retries.flag("jitter", otherwise.jitter()),
                retries.texts("notOn"));
        retries.end();
        return policy;
    }

    private static Halt halt(@Nullable Fields halt) {
        if (halt == null) {
            return Halt.NEVER;
        }
        Halt read = new Halt(
                halt.word("when", Halt.When.class, Halt.When.NEVER),
                halt.whole("failures", 0, 0, Long.MAX_VALUE),
                halt.number("share", 0));
        halt.end();
        return read;
    }
}
