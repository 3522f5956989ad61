package io.workgrid.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.hazelcast.process.Feed;
import io.workgrid.hazelcast.process.Wait;
import io.workgrid.hazelcast.process.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeeperTest {
    private final String cluster = "test-" + UUID.randomUUID();

    private HazelcastInstance member() {
        return Hazelcast.getAllHazelcastInstances().stream()
                .filter(each -> each.getConfig().getClusterName().equals(cluster))
                .findFirst()
                .orElseThrow();
    }

    private JobPhase phase(JobHandle<?> job) {
        IMap<String, ShardEntry> ledgers = member().getMap(StoreSetup.LEDGERS);
        return ledgers.executeOnKey(Keys.shard(job.id(), 0), new Look()).view().phase();
    }

    /** What is told who asks for the job. */
    private static String whyNot(JobHandle<?> job) {
        try {
            return "there it is: " + job.view();
        } catch (NoSuchJobException e) {
            return e.getMessage();
        }
    }

    /** As when a keeper that was cut off, and held all others to be lost, asked just before it was back among them. */
    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nodeThatTheOwnerOfAShardSeesIsNotLostWhoeverSaysSo() {
        try (Grid grid = Grid.join(NodeOptions.DEFAULT.withCluster(cluster).withWorkers(1))) {
            JobHandle<Integer> job = grid.submit(Work.counted(Feed.of(2_000), Duration.ofMillis(1)));
            Wait.until("it works", Duration.ofSeconds(20), () -> job.view().done() > 0);
            IMap<String, ShardEntry> ledgers = member().getMap(StoreSetup.LEDGERS);
            String node = grid.nodes().get(0).name();
            Tend.Tended found = ledgers.executeOnKey(Keys.shard(job.id(), 0), new Tend(Set.of(), Set.of(node)));
            assertThat(found.absent()).isEmpty();
            assertThat(job.await(Duration.ofSeconds(30)))
                    .as("it goes on there")
                    .returns(2_000L, JobView::done)
                    .returns(0L, JobView::retried);
        }
    }

    /** More nodes died at once than there are copies of the record, but not of the ledger. */
    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void jobWhoseRecordIsLostEndsAndSaysSo() {
        try (Grid grid = Grid.join(NodeOptions.DEFAULT.withCluster(cluster).withWorkers(1))) {
            JobHandle<Integer> job = grid.submit(Work.counted(Feed.of(1_000_000), Duration.ofMillis(5)));
            assertThat(member().getMap(StoreSetup.JOBS).remove(job.id().text())).isNotNull();
            Wait.until("the shard is given up", Duration.ofSeconds(60), () -> phase(job) == JobPhase.LOST);
            Wait.until(
                    "the end is noted",
                    Duration.ofSeconds(10),
                    () -> whyNot(job).equals(Orphans.reason(job.id().text())));
            assertThat(grid.pool().map(n -> n + 1, List.of(1)))
                    .as("the grid goes on")
                    .containsExactly(2);
        }
    }
}
