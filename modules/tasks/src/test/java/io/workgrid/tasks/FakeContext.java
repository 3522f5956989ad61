package io.workgrid.tasks;

import io.workgrid.api.shared.Manager;
import io.workgrid.api.task.AttemptCancelledException;
import io.workgrid.api.task.JobCounter;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.WorkerResource;
import java.util.Map;

/** What the built-in tasks use of a context, by hand; the rest is not there. */
public final class FakeContext implements TaskContext {
    public long index = 7;
    public String key = "the key";
    public int attempt = 2;
    public long fence = 31;
    public boolean dryRun;
    public volatile boolean cancelled;

    @Override
    public long index() {
        return index;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public long fence() {
        return fence;
    }

    @Override
    public String jobId() {
        return "j-test";
    }

    @Override
    public String node() {
        return "node-1";
    }

    @Override
    public int worker() {
        return 0;
    }

    @Override
    public Map<String, String> args() {
        return Map.of();
    }

    @Override
    public boolean dryRun() {
        return dryRun;
    }

    @Override
    public JobCounter counter(String name) {
        throw new UnsupportedOperationException("counter");
    }

    @Override
    public Manager manager() {
        throw new UnsupportedOperationException("manager");
    }

    @Override
    public <T> T broadcast(String name, Class<T> type) {
        throw new UnsupportedOperationException("broadcast");
    }

    @Override
    public <T> T resource(String name, WorkerResource<T> opener) {
        throw new UnsupportedOperationException("resource");
    }

    @Override
    public void log(String line) {
        throw new UnsupportedOperationException("log");
    }

    @Override
    public void progress(double fraction, String remark) {
        throw new UnsupportedOperationException("progress");
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void checkCancelled() {
        if (cancelled) {
            throw new AttemptCancelledException("cancelled by the test");
        }
    }
}
