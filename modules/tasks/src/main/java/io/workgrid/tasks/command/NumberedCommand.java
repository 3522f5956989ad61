package io.workgrid.tasks.command;

import io.workgrid.api.shared.Manager;
import io.workgrid.api.task.JobCounter;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.task.WorkerResource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command on numbered items and tells it their place in the input as their index: a command that writes {@code out-{#}} must not
 * write over another item's file because a resumed run left out what was done. An item is a {@link NumberedItem}, or a list of the
 * index and the item.
 */
public final class NumberedCommand implements Task<Object, Map<String, Object>> {
    private final CommandTask task;

    public NumberedCommand(CommandTask task) {
        this.task = task;
    }

    /** What is run. */
    public CommandSpec spec() {
        return task.spec();
    }

    @Override
    public Map<String, Object> run(@Nullable Object item, TaskContext context)
            throws TaskFailureException, InterruptedException {
        if (item instanceof NumberedItem numbered) {
            return task.run(numbered.item(), new Context(numbered.index(), context));
        }
        if (item instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Number index) {
            return task.run(pair.get(1), new Context(index.longValue(), context));
        }
        throw TaskFailureException.permanent("item is not numbered; wanted a list of its index and the item", null);
    }

    private record Context(long index, TaskContext inner) implements TaskContext {
        @Override
        public String key() {
            return inner.key();
        }

        @Override
        public int attempt() {
            return inner.attempt();
        }

        @Override
        public long fence() {
            return inner.fence();
        }

        @Override
        public String jobId() {
            return inner.jobId();
        }

        @Override
        public String node() {
            return inner.node();
        }

        @Override
        public int worker() {
            return inner.worker();
        }

        @Override
        public Map<String, String> args() {
            return inner.args();
        }

        @Override
        public boolean dryRun() {
            return inner.dryRun();
        }

        @Override
        public JobCounter counter(String name) {
            return inner.counter(name);
        }

        @Override
        public Manager manager() {
            return inner.manager();
        }

        @Override
        public <T> T broadcast(String name, Class<T> type) {
            return inner.broadcast(name, type);
        }

        @Override
        public <T> T resource(String name, WorkerResource<T> opener) throws Exception {
            return inner.resource(name, opener);
        }

        @Override
        public void log(String line) {
            inner.log(line);
        }

        @Override
        public void progress(double fraction, @Nullable String remark) {
            inner.progress(fraction, remark);
        }

        @Override
        public boolean cancelled() {
            return inner.cancelled();
        }

        @Override
        public void checkCancelled() {
            inner.checkCancelled();
        }
    }
}
