package io.workgrid.testkit;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.NodeView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A grid as one case sees it: it lists the jobs of this case only, as a grid that serves many cases still keeps those of the cases before.
 *
 * @param grid the grid
 * @param before the ids of the jobs that were there when the case began
 */
record CaseGrid(Grid grid, Set<String> before) implements Grid {

    static CaseGrid of(Grid grid) {
        return new CaseGrid(grid, grid.jobs().stream().map(JobView::id).collect(Collectors.toSet()));
    }

    /** The same, through another handle. */
    CaseGrid through(Grid other) {
        return new CaseGrid(other, before);
    }

    @Override
    public Pool pool(PoolOptions options) {
        return grid.pool(options);
    }

    @Override
    public <I, O> JobHandle<O> submit(JobSpec<I, O> spec) {
        return grid.submit(spec);
    }

    @Override
    public JobHandle<?> job(JobId id) {
        return grid.job(id);
    }

    @Override
    public List<JobView> jobs() {
        return grid.jobs().stream().filter(job -> !before.contains(job.id())).toList();
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
    public List<LockView> locks() {
        return grid.locks();
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
