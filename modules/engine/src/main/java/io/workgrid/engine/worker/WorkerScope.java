package io.workgrid.engine.worker;

import io.workgrid.api.task.WorkerHook;
import io.workgrid.engine.code.LoadedCode;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a worker keeps for a pool: that it was initialised, and how many items it may still run. Used by the worker's thread. */
final class WorkerScope {
    private final ClassLoader loader;
    private final @Nullable WorkerHook finalizer;
    private final Runnable used;
    private final boolean limited;
    private int left;

    /**
     * A worker that was initialised.
     *
     * @param code that of the pool
     */
    WorkerScope(LoadedCode code, @Nullable WorkerHook finalizer, int maxItems) {
        loader = code.loader();
        used = code.use();
        this.finalizer = finalizer;
        limited = maxItems > 0;
        left = limited ? maxItems : Integer.MAX_VALUE;
    }

    /** Whether it was initialised in these classes: those of other jars know nothing of that. */
    boolean isOf(LoadedCode code) {
        return code.loader() == loader;
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
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            if (finalizer != null) {
                thread.setContextClassLoader(loader);
                finalizer.run();
            }
        } catch (Throwable e) { // user code at the edge of a worker
            failed.accept("the finalizer of a pool", e);
        } finally {
            thread.setContextClassLoader(before);
            used.run();
        }
    }
}
