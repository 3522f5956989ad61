package io.workgrid.cli.job;

import io.workgrid.api.shared.Manager;
import io.workgrid.api.task.JobCounter;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.WorkerResource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task on numbered items and tells it their place in the input as their index: a command that writes {@code out-{#}} must not
 * write over another item's file because a resumed run left out what was done.
 */
final class NumberedTask<O> implements Task<Numbered, O> {
    private final Task<Object, O> task;

    NumberedTask(Task<Object, O> task) {
        this.task = task;
    }

    @Override
    public O run(Numbered item, TaskContext context) throws Exception {
        return task.run(item.item(), new Context(item.index(), context));
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
