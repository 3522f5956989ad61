package io.workgrid.hazelcast.member;

import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InterfacesConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.MemberAttributeConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import io.workgrid.api.NodeOptions;
import io.workgrid.hazelcast.merge.QuorumJoiner;
import io.workgrid.hazelcast.store.NodeNames;
import io.workgrid.hazelcast.store.StoreSetup;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Set;

/** Hazelcast's settings for a node. All are made here; no file on the class path is read. */
final class MemberConfig {
    /** The split-brain protection of all maps. */
    static final String QUORUM = "workgrid-quorum";

    private MemberConfig() {}

    /**
     * The settings of a node that finds these neighbours; its sight decides whether it may touch the maps.
     *
     * @param wire the form of what it sends, {@link io.workgrid.hazelcast.wire.WireVersion#NOW}
     */
    static Config of(NodeOptions options, int workers, Neighbours neighbours, Sight sight, String wire) {
        Config config = new Config();
        config.setClusterName(options.cluster());
        config.setClassLoader(MemberConfig.class.getClassLoader());
        properties(config);
        strangers(config);
        network(config, options, neighbours);
        attributes(config.getMemberAttributeConfig(), options, workers);
        config.getMemberAttributeConfig().setAttribute(NodeNames.WIRE, wire);
        config.addListenerConfig(new ListenerConfig(sight));
        config.addSplitBrainProtectionConfig(new SplitBrainProtectionConfig(QUORUM, true)
                .setProtectOn(SplitBrainProtectionOn.READ_WRITE)
                .setFunctionImplementation(sight));
        StoreSetup.configure(config, options.backups(), QUORUM);
        config.addExecutorConfig(new ExecutorConfig(Control.EXECUTOR)
                .setPoolSize(Control.THREADS)
                .setStatisticsEnabled(false));
        Control.configure(config.getSerializationConfig());
        QuorumJoiner.configure(config.getSerializationConfig());
        return config;
    }

    private static void properties(Config config) {
        config.setProperty("hazelcast.logging.type", "jdk")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.health.monitoring.level", "OFF")
                // we leave by ourselves, in order
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.graceful.shutdown.max.wait", "60")
                // whoever is there answers at once; to wait for others only makes the first ones late
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                // a frozen node is noticed within about ten seconds
                .setProperty("hazelcast.heartbeat.interval.seconds", "1")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
                .setProperty("hazelcast.merge.first.run.delay.seconds", "10")
                .setProperty("hazelcast.merge.next.run.delay.seconds", "5")
                // a partition that moves would answer from what it had before, and a block that is kept not be there
                .setProperty("hazelcast.partition.migration.stale.read.disabled", "true")
                // "perhaps" is an answer: we ask again under the same number
                .setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
    }

    /** What somebody on the port could do who is neither node nor client of ours, as far as this edition lets us forbid it. */
    private static void strangers(Config config) {
        AllowList.configure(config.getSerializationConfig());
        config.getManagementCenterConfig()
                .setScriptingEnabled(false)
                .setConsoleEnabled(false)
                .setDataAccessEnabled(false)
                .setTrustedInterfaces(Set.of("255.255.255.255")); // an address that nobody has
    }

    private static void network(Config config, NodeOptions options, Neighbours neighbours) {
        config.getNetworkConfig()
                .setPort(options.port())
                .setPortAutoIncrement(true)
                .setPortCount(Binding.PORTS);
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.setTcpIpConfig(neighbours.list());
        InetAddress bind = Binding.address(options);
        config.setProperty("hazelcast.socket.bind.any", Boolean.toString(bind.isAnyLocalAddress()));
        if (bind instanceof Inet6Address) {
            config.setProperty("hazelcast.prefer.ipv4.stack", "false");
        }
        if (!bind.isAnyLocalAddress()) {
            config.getNetworkConfig()
                    .setInterfaces(new InterfacesConfig().setEnabled(true).addInterface(bind.getHostAddress()));
        }
    }

    private static void attributes(MemberAttributeConfig attributes, NodeOptions options, int workers) {
        attributes.setAttribute(NodeNames.NAME, options.name());
        attributes.setAttribute(NodeNames.WORKERS, Integer.toString(workers));
        options.labels().forEach((key, value) -> attributes.setAttribute(NodeNames.LABEL + key, value));
    }
}
