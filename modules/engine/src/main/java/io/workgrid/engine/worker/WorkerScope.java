package io.workgrid.engine.worker;

import io.workgrid.api.task.WorkerHook;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a worker keeps for a pool: that it was initialised, and how many items it may still run. Used by the worker's thread. */
final class WorkerScope {
    private final @Nullable WorkerHook finalizer;
    private final boolean limited;
    private int left;

    WorkerScope(@Nullable WorkerHook finalizer, int maxItems) {
        this.finalizer = finalizer;
        limited = maxItems > 0;
        left = limited ? maxItems : Integer.MAX_VALUE;
    }

    /** How many items it may still run. */
    int left() {
        return left;
    }

    void ran(int items) {
        if (limited) {
            left = Math.max(0, left - items);
        }
    }

    void leave(BiConsumer<String, Throwable> failed) {
        if (finalizer != null) {
            try {
                finalizer.run();
            } catch (Throwable e) { // user code at the edge of a worker
                failed.accept("the finalizer of a pool", e);
            }
        }
    }
}
