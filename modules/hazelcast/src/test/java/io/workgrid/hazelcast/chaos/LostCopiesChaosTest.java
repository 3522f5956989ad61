package io.workgrid.hazelcast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.GridException;
import io.workgrid.api.ItemResult;
import io.workgrid.api.JobHandle;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Feed;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.hazelcast.process.Wait;
import io.workgrid.hazelcast.process.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** More nodes die at once than there are copies. */
@ExtendWith(Logs.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostCopiesChaosTest {
    private static final Duration END = Duration.ofSeconds(60);
    private static final int JOBS = 24;
    private static final int ITEMS = 100;

    /** One of four is left and may go on alone: of some jobs it has a copy, of others it has none. */
    @Test
    void jobWhoseCopiesAreAllLostSaysSoAndNoneHangs() {
        try (Cluster cluster = Cluster.empty(1, 1, 1).start(4);
                Grid grid = cluster.connect()) {
            List<JobHandle<Integer>> jobs = new ArrayList<>();
            for (int n = 0; n < JOBS; n++) {
                jobs.add(grid.submit(Work.counted(Feed.of(ITEMS), Duration.ofMillis(20))));
            }
            Wait.until(
                    "all is with the grid",
                    END,
                    () -> jobs.stream().allMatch(job -> job.view().sealed()));
            cluster.awaitSafe();
            assertThat(jobs).noneMatch(job -> job.view().phase().ended());
            cluster.killAtOnce(cluster.alive().subList(1, 4));
            int lost = 0;
            int unread = 0;
            for (JobHandle<Integer> job : jobs) {
                JobView view = cluster.awaitEnd(job, END);
                System.out.println("after three of four were killed: " + view);
                if (view.phase() == JobPhase.LOST) {
                    assertThat(view.reason()).as("%s", view).isNotBlank();
                    lost++;
                } else {
                    assertThat(view.phase()).isEqualTo(JobPhase.FINISHED);
                    assertThat(view.done()).isEqualTo(ITEMS);
                }
                unread += readable(job, view) ? 0 : 1;
            }
            System.out.printf("%d of %d jobs LOST; results of %d not readable%n", lost, JOBS, unread);
            assertThat(lost).isPositive();
            assertThat(grid.pool().map(n -> n + 1, List.of(1, 2)))
                    .as("the grid goes on")
                    .containsExactly(2, 3);
        }
    }

    /** Whether all results are there. If not, the reader is told in words, and does not wait for ever. */
    private static boolean readable(JobHandle<Integer> job, JobView view) {
        try (ResultStream<Integer> results = job.results()) {
            int read = 0;
            for (ItemResult<Integer> one = results.next(END); one != null; one = results.next(END)) {
                assertThat(one.index()).isEqualTo(read);
                assertThat(one.get()).isEqualTo(Work.result(read));
                read++;
            }
            assertThat(read).as("results of %s", view).isEqualTo(ITEMS);
            return true;
        } catch (WaitTimedOutException e) {
            throw new AssertionError("the reader of " + view + " waits for ever", e);
        } catch (GridException e) {
            System.out.println("  its reader is told: " + e.getMessage());
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }
}
