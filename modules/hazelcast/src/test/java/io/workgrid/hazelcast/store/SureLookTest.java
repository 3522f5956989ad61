package io.workgrid.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.hazelcast.process.FreePort;
import io.workgrid.hazelcast.process.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SureLookTest {
    private final String cluster = "test-" + UUID.randomUUID();

    /** A change of which the owner dies before a copy of it is made: it pauses the shard. */
    private static final class Unsent implements EntryProcessor<String, ShardEntry, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean process(Map.Entry<String, ShardEntry> entry) {
            ShardEntry shard = entry.getValue();
            shard.ledger().pause("of which no copy was made", 1, System.currentTimeMillis());
            entry.setValue(shard);
            return true;
        }

        @Override
        public @Nullable EntryProcessor<String, ShardEntry, Boolean> getBackupProcessor() {
            return null;
        }
    }

    /** A member without a keeper, which makes copies now and then. */
    private HazelcastInstance member(int port, int other) {
        Config config = new Config().setClusterName(cluster);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.partition.count", "11");
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().setPort(port).getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + other);
        StoreSetup.configure(config, 1, null);
        return Hazelcast.newHazelcastInstance(config);
    }

    private static JobRecord job() {
        return new JobRecord(
                new JobId("j-seen"),
                new JobCode.Named("sleep", Map.of(), new Classes.Shared(List.of())),
                JobOptions.DEFAULT,
                new JobRecord.Scope("j-seen", null, null, 0, 0),
                false,
                new ShardLayout(1, Long.MAX_VALUE, 1),
                Map.of(),
                1);
    }

    /** Else a reader goes on from the middle of what then comes about again in one piece. */
    @Test
    void whatAReaderHasSeenOfALedgerOutlivesTheOwnerOfTheLedger() {
        int port = FreePort.next();
        HazelcastInstance one = member(port, port);
        HazelcastInstance two = member(FreePort.next(), port);
        try {
            JobId job = job().id();
            new HazelcastStore(one, null).create(job(), Map.of());
            Wait.until(
                    "there are two members and all copies",
                    Duration.ofSeconds(60),
                    () -> one.getCluster().getMembers().size() == 2
                            && one.getPartitionService().isClusterSafe());
            String key = Keys.shard(job, 0);
            UUID at = one.getPartitionService().getPartition(key).getOwner().getUuid();
            boolean first = one.getCluster().getLocalMember().getUuid().equals(at);
            HazelcastInstance owner = first ? one : two;
            HazelcastStore reader = new HazelcastStore(first ? two : one, null);
            owner.<String, ShardEntry>getMap(StoreSetup.LEDGERS).executeOnKey(key, new Unsent());
            assertThat(reader.look(job, 0).phase()).isEqualTo(JobPhase.PAUSED);
            owner.getLifecycleService().terminate();
            assertThat(reader.look(job, 0).phase()).isEqualTo(JobPhase.PAUSED);
        } finally {
            one.getLifecycleService().terminate();
            two.getLifecycleService().terminate();
        }
    }
}
