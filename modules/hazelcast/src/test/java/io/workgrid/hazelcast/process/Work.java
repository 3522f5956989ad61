package io.workgrid.hazelcast.process;

import io.workgrid.api.Effect;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.RetryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The jobs of the scenarios. What they do is known for each item, so that the end can be held against it. */
public final class Work {
    /** However many nodes are lost, no item is given up for that. */
    public static final JobOptions LOSABLE =
            JobOptions.DEFAULT.withRetries(RetryPolicy.DEFAULT.withMaxLostRetries(1_000));

    private Work() {}

    /** Waits a little at each item, counts it, and returns {@link #result}. */
    public static JobSpec<Integer, Integer> counted(Iterable<Integer> items, Duration each) {
        long nanos = each.toNanos();
        return JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            context.counter("items").increment();
                            context.counter("sum").add(n);
                            LockSupport.parkNanos(nanos);
                            return result(n);
                        },
                        items)
                .withOptions(LOSABLE);
    }

    /** What an item must give. */
    public static int result(int item) {
        return 3 * item + 1;
    }

    /** As {@link #counted}, and each item first leaves its index, node and attempt in a file: what is done twice is there twice. */
    public static JobSpec<Integer, Integer> marked(Iterable<Integer> items, Duration each, Path file, Effect effect) {
        long nanos = each.toNanos();
        String name = file.toAbsolutePath().toString();
        return JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            mark(name, n + " " + context.node() + " " + context.attempt());
                            context.counter("items").increment();
                            context.counter("sum").add(n);
                            LockSupport.parkNanos(nanos);
                            return result(n);
                        },
                        items)
                .withOptions(LOSABLE.withEffect(effect));
    }

    /** Leaves a line in a file; it stays if the process is killed. */
    public static void mark(String file, String line) throws IOException {
        // one write to a file that is open for appending: lines of different processes do not mix
        Files.write(
                Path.of(file),
                (line + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
