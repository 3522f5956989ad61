package io.workgrid.tasks.load;

import io.workgrid.api.task.Durations;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.tasks.item.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * {@code sleep}: waits. The item is a duration such as {@code 200ms}, or a number of seconds; so is the result. Ends at once when the
 * attempt is cancelled.
 */
public final class SleepProvider implements TaskProvider {
    @Override
    public String name() {
        return "sleep";
    }

    @Override
    public String summary() {
        return "item: a duration, as 200ms, or seconds; waits so long; result: the item";
    }

    @Override
    public Task<Object, Object> create(TaskArgs args) {
        args.only();
        return (item, context) -> {
            Duration wait = duration(item);
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            return item;
        };
    }

    private static Duration duration(Object item) throws TaskFailureException {
        // a double prints as 1.0E-4, which is no duration
        Object plain = item instanceof Double d && Double.isFinite(d)
                ? BigDecimal.valueOf(d).toPlainString()
                : item;
        try {
            return Durations.parse(Item.value(plain, "duration"));
        } catch (IllegalArgumentException e) {
            throw TaskFailureException.permanent("item is no duration: " + e.getMessage(), e);
        }
    }
}
