package io.workgrid.bench.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;

/** A process that is a member of a plain Hazelcast cluster, on loopback, until it is ended. */
public final class PeerMember {
    private PeerMember() {}

    /**
     * Runs it; does not return.
     *
     * @param config of what is the peer's own
     * @param args the port, and the address of a member if there is one
     */
    public static void run(Config config, String[] args) throws InterruptedException {
        config.setProperty("hazelcast.logging.type", "none").setProperty("hazelcast.phone.home.enabled", "false");
        config.getNetworkConfig().setPort(Integer.parseInt(args[0]));
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        if (args.length > 1) {
            join.getTcpIpConfig().addMember(args[1]);
        }
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        System.out.println(
                "127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort());
        Thread.currentThread().join();
    }
}
