package io.workgrid.hazelcast.member;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig;
import com.hazelcast.client.config.ClientNetworkConfig;
import com.hazelcast.client.config.RoutingMode;
import com.hazelcast.core.HazelcastInstance;
import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.hazelcast.store.HazelcastStore;
import io.workgrid.hazelcast.store.StoreSetup;
import java.util.List;
import java.util.Set;

/** This process as a client of a grid: it gives work and takes results, and runs none. Any thread may call. */
public final class GridClient implements AutoCloseable {
    private static final int MOST_CONNECT_MILLIS = 5_000;

    private final HazelcastInstance client;
    private final Grid grid;
    private final Nodes nodes;

    private GridClient(HazelcastInstance client) {
        this.client = client;
        HazelcastStore store = new HazelcastStore(client);
        nodes = new Nodes(client);
        grid = new StoreGrid(store, nodes::view, () -> {
            store.close();
            client.shutdown();
        });
    }

    /**
     * Connects.
     *
     * @throws io.workgrid.api.UnreachableException if no node answers in time
     * @throws io.workgrid.api.BadInputException if an address cannot be read
     */
    public static GridClient connect(ConnectOptions options) {
        Quiet.please();
        List<HostPort> places = options.addresses().stream().map(HostPort::of).toList();
        HazelcastInstance client;
        try {
            client = HazelcastClient.newHazelcastClient(config(options, places));
        } catch (IllegalStateException e) {
            throw Unreachable.because(options, places, e);
        }
        return new GridClient(client);
    }

    static ClientConfig config(ConnectOptions options, List<HostPort> places) {
        ClientConfig config = new ClientConfig();
        config.setClusterName(options.cluster());
        config.setClassLoader(GridClient.class.getClassLoader());
        config.setLabels(Set.of("workgrid", "pid-" + ProcessHandle.current().pid()));
        config.setProperty("hazelcast.logging.type", "jdk")
                .setProperty("hazelcast.client.statistics.enabled", "false")
                // a frozen node is noticed here as soon as there
                .setProperty("hazelcast.client.heartbeat.interval", "2000")
                .setProperty("hazelcast.client.heartbeat.timeout", "10000")
                .setProperty("hazelcast.client.operation.fail.on.indeterminate.state", "true");
        config.getMetricsConfig().setEnabled(false);
        network(config.getNetworkConfig(), options, places);
        strategy(config.getConnectionStrategyConfig(), options);
        AllowList.configure(config.getSerializationConfig());
        StoreSetup.configure(config);
        Control.configure(config.getSerializationConfig());
        return config;
    }

    private static void network(ClientNetworkConfig network, ConnectOptions options, List<HostPort> places) {
        network.getAutoDetectionConfig().setEnabled(false);
        places.forEach(place -> network.addAddress(place.toString()));
        network.setRedoOperation(true); // every request of ours may be made twice
        network.setConnectionTimeout(
                (int) Math.min(MOST_CONNECT_MILLIS, options.timeout().toMillis()));
        network.getClusterRoutingConfig()
                .setRoutingMode(options.oneMember() ? RoutingMode.SINGLE_MEMBER : RoutingMode.ALL_MEMBERS);
    }

    private static void strategy(ClientConnectionStrategyConfig strategy, ConnectOptions options) {
        strategy.setAsyncStart(false)
                .getConnectionRetryConfig()
                .setInitialBackoffMillis(100)
                .setMaxBackoffMillis(1_000)
                .setMultiplier(1.5)
                .setClusterConnectTimeoutMillis(options.timeout().toMillis());
    }

    /** The grid, as a program sees it. To close it is to disconnect; the grid goes on. */
    public Grid grid() {
        return grid;
    }

    /** The nodes of the grid. */
    public Nodes nodes() {
        return nodes;
    }

    HazelcastInstance instance() {
        return client;
    }

    @Override
    public void close() {
        grid.close();
    }
}
