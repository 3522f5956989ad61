package io.workgrid.cli.batch;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.cli.batch.tree.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a job is run. */
final class OptionsReader {
    private static final int MOST_LABELS = 64;
    private static final int MOST_RETRIES = 1_000;
    private static final int HIGHEST_PRIORITY = 100;
    private static final Pattern FAIL = Pattern.compile("(\\d{1,18})|(\\d{1,3}(?:\\.\\d{1,6})?) ?%");

    private OptionsReader() {}

    static JobOptions read(Section job, @Nullable Section task, @Nullable String name) {
        JobOptions options = JobOptions.DEFAULT
                .withName(name)
                .withTimeout(job.duration("timeout", false))
                .withDeadline(job.duration("deadline", false))
                .withRetries(retries(job))
                .withHalt(halt(job))
                .withEffect(effect(task));
        Map<String, String> labels = job.pairs("labels", "names with values, as {team: billing}");
        if (labels.size() > MOST_LABELS) {
            job.bad("labels", labels.size() + " labels", "at most " + MOST_LABELS, null);
        } else {
            options = options.withLabels(labels);
        }
        Integer chunk = chunk(job);
        if (chunk != null) {
            options = options.withChunkSize(chunk);
        }
        Integer parallelism = job.whole("parallelism", 1, Integer.MAX_VALUE);
        if (parallelism != null) {
            options = options.withParallelism(parallelism);
        }
        Integer priority = job.whole("priority", -HIGHEST_PRIORITY, HIGHEST_PRIORITY);
        return priority == null ? options : options.withPriority(priority);
    }

    private static @Nullable Integer chunk(Section job) {
        boolean auto =
                job.node("chunk") instanceof Node.Scalar scalar && scalar.text().equals("auto");
        if (auto || !job.has("chunk")) {
            return null;
        }
        String wanted = "auto, or the most items in one go, from 1";
        String text = job.text("chunk", wanted);
        if (text == null) {
            return null;
        }
        try {
            int chunk = Integer.parseInt(text.replace("_", ""));
            if (chunk >= 1) {
                return chunk;
            }
        } catch (NumberFormatException e) {
            // the one message below is for both
        }
        job.bad("chunk", text, wanted, null);
        return null;
    }

    /** Stands in {@code task}, since it is said of what the task does, but is an option of the job. */
    private static Effect effect(@Nullable Section task) {
        String word = task == null ? null : task.word("effect", List.of("pure", "idempotent", "unsafe"));
        return word == null ? JobOptions.DEFAULT.effect() : Effect.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static RetryPolicy retries(Section job) {
        Section retries = job.section("retries", Keys.RETRIES, "retries: {max: 3}");
        RetryPolicy policy = RetryPolicy.DEFAULT;
        if (retries == null) {
            return policy;
        }
        Integer max = retries.whole("max", 0, MOST_RETRIES);
        policy = policy.withMaxRetries(max == null ? 0 : max)
                .withNotOn(retries.texts("notOn", "a list, as [exit=42, IllegalArgumentException]"));
        Section backoff = retries.section("backoff", Keys.BACKOFF, "backoff: {initial: 1s, max: 2m}");
        return backoff == null ? policy : backoff(backoff, policy);
    }

    private static RetryPolicy backoff(Section backoff, RetryPolicy policy) {
        Duration initial = backoff.duration("initial", true);
        Duration max = backoff.duration("max", true);
        Double factor = backoff.decimal("factor", 1, 100);
        Boolean jitter = backoff.truth("jitter");
        Duration from = initial == null ? policy.initialBackoff() : initial;
        // a first wait above the default of the longest one means that the longest one is at least that
        Duration to = max != null ? max : policy.maxBackoff().compareTo(from) < 0 ? from : policy.maxBackoff();
        if (to.compareTo(Duration.ofDays(1)) > 0) {
            String key = max == null ? "initial" : "max";
            backoff.bad(key, String.valueOf(backoff.text(key, "a duration")), "at most 24h", null);
            return policy;
        }
        if (to.compareTo(from) < 0) {
            backoff.bad(
                    "max",
                    String.valueOf(backoff.text("max", "a duration")),
                    "at least `initial`, " + (initial == null ? "1s" : backoff.text("initial", "a duration")),
                    null);
            return policy;
        }
        return policy.withBackoff(from, to)
                .withFactor(factor == null ? policy.factor() : factor)
                .withJitter(jitter == null ? policy.jitter() : jitter);
    }

    private static Halt halt(Section job) {
        Section halt = job.section("halt", Keys.HALT, "halt: {when: soon, fail: 2%}");
        if (halt == null) {
            return Halt.NEVER;
        }
        String when = halt.word("when", List.of("soon", "now", "never"));
        String wanted = "a number from 1, or a share from above 0 % to 100 %, as 2%";
        String fail = halt.text("fail", wanted);
        if (!halt.has("when")) {
            halt.missing("when", "`halt`", "when: soon (running items end) or when: now (they are cancelled)");
        }
        if ("never".equals(when) || when == null) {
            return Halt.NEVER;
        }
        if (fail == null) {
            if (!halt.has("fail")) {
                halt.missing("fail", "`halt`", "fail: 2%, or a number of failed items");
            }
            return Halt.NEVER;
        }
        return budget(halt, Halt.When.valueOf(when.toUpperCase(Locale.ROOT)), fail, wanted);
    }

    private static Halt budget(Section halt, Halt.When when, String fail, String wanted) {
        var form = FAIL.matcher(fail.strip());
        if (form.matches() && form.group(1) != null && Long.parseLong(form.group(1)) > 0) {
            return Halt.atFailures(when, Long.parseLong(form.group(1)));
        }
        if (form.matches() && form.group(2) != null) {
            double share = new BigDecimal(form.group(2)).movePointLeft(2).doubleValue();
            if (share > 0 && share <= 1) {
                return Halt.aboveShare(when, share);
            }
        }
        halt.bad("fail", fail, wanted, null);
        return Halt.NEVER;
    }
}
