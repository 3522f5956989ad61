package io.workgrid.containers;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import java.util.concurrent.locks.LockSupport;

/** Waits a little at each number, counts it, and returns {@link #result}. Sent to the grid as a jar. */
public final class CountedTask implements Task<Object, Long> {
    private static final long serialVersionUID = 1;
    private static final long WAIT_NANOS = 10_000_000;

    @Override
    public Long run(Object item, TaskContext context) {
        long n = ((Number) item).longValue();
        context.counter("items").increment();
        context.counter("sum").add(n);
        LockSupport.parkNanos(WAIT_NANOS);
        return result(n);
    }

    static long result(long n) {
        return 3 * n + 1;
    }
}
