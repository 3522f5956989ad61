package io.workgrid.tasks.load;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.tasks.item.Item;

/**
 * {@code spin}: keeps a core busy. The item is a whole number n, the result the sum of {@code i * n} for i from 0 to below the argument
 * {@code iterations} (default 10,000,000), added up one by one; it wraps at 2^63 as a {@code long} does.
 */
public final class SpinProvider implements TaskProvider {
    private static final long DEFAULT_ITERATIONS = 10_000_000;
    private static final long MOST_ITERATIONS = 1_000_000_000_000_000L;

    @Override
    public String name() {
        return "spin";
    }

    @Override
    public String summary() {
        return "item: a number n; result: the sum of i*n over --arg iterations=10000000; keeps a core busy";
    }

    @Override
    public Task<Object, Long> create(TaskArgs args) {
        long iterations = args.only("iterations").number("iterations", DEFAULT_ITERATIONS, 0, MOST_ITERATIONS);
        return (item, context) -> sum(number(item), iterations, context);
    }

    private static long number(Object item) throws TaskFailureException {
        String text = Item.value(item, "n").strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw TaskFailureException.permanent("item is \"" + text + "\"; wanted a whole number", e);
        }
    }

    private static long sum(long n, long iterations, TaskContext context) {
        long total = 0;
        for (long from = 0; from < iterations; from += Spin.MOST_AT_ONCE) {
            total = Spin.add(total, from, (int) Math.min(Spin.MOST_AT_ONCE, iterations - from), n);
            context.checkCancelled();
        }
        return total;
    }
}
