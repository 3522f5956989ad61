package io.workgrid.cli.batch;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import java.util.List;
import java.util.function.BiConsumer;

/** A grid that tells when it took a job. */
final class AnnouncedGrid implements Grid {
    private final Grid grid;
    private final BiConsumer<JobView, List<NodeView>> taken;

    AnnouncedGrid(Grid grid, BiConsumer<JobView, List<NodeView>> taken) {
        this.grid = grid;
        this.taken = taken;
    }

    @Override
    public <I, O> JobHandle<O> submit(JobSpec<I, O> spec) {
        JobHandle<O> job = grid.submit(spec);
        taken.accept(job.view(), grid.nodes());
        return job;
    }

    @Override
    public Pool pool(PoolOptions options) {
        return grid.pool(options);
    }

    @Override
    public JobHandle<?> job(JobId id) {
        return grid.job(id);
    }

    @Override
    public List<JobView> jobs() {
        return grid.jobs();
    }

    @Override
    public List<NodeView> nodes() {
        return grid.nodes();
    }

    @Override
    public Manager manager() {
        return grid.manager();
    }

    @Override
    public Manager manager(JobId job) {
        return grid.manager(job);
    }

    @Override
    public void drain(String node) {
        grid.drain(node);
    }

    @Override
    public void close() {
        grid.close();
    }
}
