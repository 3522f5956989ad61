package io.workgrid.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.view.JobView;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.testkit.GridContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Logs.class)
class ClusterGridContractTest extends GridContract {
    private final SharedClusters clusters = new SharedClusters();

    @Override
    protected Grid openGrid(int workers) {
        return clusters.open(workers);
    }

    /** As many jobs as are kept take minutes here; which ones go is decided by core, and tested there. Here: none goes too early. */
    @Override
    @Test
    public void endedJobsAreKeptInABoundedNumber() {
        Grid grid = openGrid(2);
        try (grid) {
            List<JobHandle<Integer>> jobs = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                jobs.add(grid.submit(JobSpec.<Integer, Integer>of((item, context) -> 2 * item, List.of(n))));
            }
            jobs.forEach(JobHandle::await);
            assertThat(grid.jobs())
                    .extracting(JobView::id)
                    .containsAll(jobs.stream().map(job -> job.id().text()).toList());
        }
    }

    @Override
    protected Optional<Grid> openAgain(Grid closed) {
        return clusters.openAgain(closed);
    }
}
