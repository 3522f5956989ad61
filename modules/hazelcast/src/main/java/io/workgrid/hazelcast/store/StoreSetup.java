package io.workgrid.hazelcast.store;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.config.TopicConfig;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.workgrid.hazelcast.wire.Forms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What members and clients must be told so that a store can live in them. */
public final class StoreSetup {
    /** The executor that carries word to nodes. */
    public static final String CONTROL = "workgrid-control";

    static final String JOBS = "workgrid-jobs";
    static final String LEDGERS = "workgrid-ledgers";
    static final String PAGES = "workgrid-pages";
    static final String BLOCKS = "workgrid-blocks";
    static final String ENDED = "workgrid-ended";
    static final String ALIVE = "workgrid-alive";
    static final String NOTES = "workgrid-notes";
    static final String CELLS = "workgrid-shared";
    static final String CELL_KEYS = "workgrid-shared-keys";

    /** A process that gives items, or reads results, says so more often than that. */
    static final Duration ALIVE_FOR = Duration.ofSeconds(20);

    private static final int CONTROL_THREADS = 16;

    private StoreSetup() {}

    /**
     * Prepares a member.
     *
     * @param backups how many other members keep a copy
     * @param quorumName the split-brain protection that guards every map; {@code null}: none
     */
    public static void configure(Config config, int backups, @Nullable String quorumName) {
        forms(config.getSerializationConfig());
        everywhere(config, JOBS, backups, quorumName);
        map(config, LEDGERS, InMemoryFormat.OBJECT, backups, quorumName);
        map(config, PAGES, InMemoryFormat.BINARY, backups, quorumName);
        map(config, BLOCKS, InMemoryFormat.BINARY, backups, quorumName);
        everywhere(config, ENDED, backups, quorumName);
        map(config, CELLS, InMemoryFormat.OBJECT, backups, quorumName);
        everywhere(config, CELL_KEYS, backups, quorumName);
        config.addTopicConfig(new TopicConfig(Wakes.TOPIC + "*").setStatisticsEnabled(false));
        map(config, NOTES, InMemoryFormat.BINARY, backups, quorumName);
        map(config, ALIVE, InMemoryFormat.BINARY, backups, quorumName);
        map(config, Blobs.MAP, InMemoryFormat.BINARY, backups, quorumName);
        config.addExecutorConfig(
                new ExecutorConfig(CONTROL).setPoolSize(CONTROL_THREADS).setStatisticsEnabled(false));
    }

    /** Prepares a client. */
    public static void configure(ClientConfig config) {
        forms(config.getSerializationConfig());
    }

    /** What says which jobs there are outlives what they hold: more copies, which nobody waits for. */
    private static void everywhere(Config config, String name, int backups, @Nullable String quorum) {
        MapConfig map = map(config, name, InMemoryFormat.BINARY, backups, quorum);
        map.setAsyncBackupCount(MapConfig.MAX_BACKUP_COUNT - backups);
    }

    private static MapConfig map(
            Config config, String name, InMemoryFormat format, int backups, @Nullable String quorum) {
        MapConfig map = new MapConfig(name)
                .setInMemoryFormat(format)
                .setBackupCount(backups)
                .setStatisticsEnabled(false)
                .setPerEntryStatsEnabled(false)
                // the side that went on is right; what the other one wrote meanwhile was never promised to anybody
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName()));
        if (quorum != null) {
            map.setSplitBrainProtectionName(quorum);
        }
        config.addMapConfig(map);
        return map;
    }

    private static void forms(SerializationConfig config) {
        Forms.register(config);
        config.addDataSerializableFactory(StoreFactory.ID, new StoreFactory());
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(ShardEntry.class).setImplementation(new ShardEntry.Form()));
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(ShardLook.class).setImplementation(new ShardLook.Form()));
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(Tend.Tended.class).setImplementation(new Tend.Form()));
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(CellEntry.class).setImplementation(new CellEntry.Form()));
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(TendCell.Tended.class).setImplementation(new TendCell.Form()));
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(EndedJob.class).setImplementation(new EndedJob.Form()));
    }
}
