package io.workgrid.engine.worker;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.WorkerResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What one worker keeps for itself while it works on a job: its task and its resources. Used by the worker's thread. */
final class WorkerJob {
    private final String node;
    private final int worker;
    private final Task<Object, Object> task;
    private final boolean wantsContext;
    private final Map<String, @Nullable Object> resources = new LinkedHashMap<>();

    WorkerJob(String node, int worker, Task<Object, Object> task) {
        this.node = node;
        this.worker = worker;
        this.task = task;
        wantsContext = !(task instanceof ContextFree);
    }

    String node() {
        return node;
    }

    int worker() {
        return worker;
    }

    /** Whether the task wants a context. */
    boolean wantsContext() {
        return wantsContext;
    }

    @SuppressWarnings("NullAway") // an item may be null, and whether the task takes that is between the two
    @Nullable
    Object run(@Nullable Object item, @Nullable TaskContext context) throws Exception {
        return task.run(item, context);
    }

    @Nullable
    Object resource(String name, WorkerResource<?> opener) throws Exception {
        if (!resources.containsKey(name)) {
            resources.put(name, opener.open());
        }
        return resources.get(name);
    }

    /** Closes the resources, the last opened first, and the task; what that throws is handed over and hurts nothing else. */
    void leave(BiConsumer<String, Throwable> failed) {
        Object[] opened = resources.values().toArray();
        for (int n = opened.length - 1; n >= 0; n--) {
            close(opened[n], failed);
        }
        resources.clear();
        close(task, failed);
    }

    private static void close(@Nullable Object opened, BiConsumer<String, Throwable> failed) {
        if (opened instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable e) { // user code at the edge of a worker
                failed.accept("closing " + opened.getClass().getName(), e);
            }
        }
    }
}
