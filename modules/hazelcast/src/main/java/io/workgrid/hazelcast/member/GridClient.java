package io.workgrid.hazelcast.member;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig;
import com.hazelcast.client.config.ClientNetworkConfig;
import com.hazelcast.client.config.RoutingMode;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.GridKey;
import io.workgrid.api.RefusedException;
import io.workgrid.api.UnreachableException;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.hazelcast.key.KeyedClients;
import io.workgrid.hazelcast.store.HazelcastStore;
import io.workgrid.hazelcast.store.StoreSetup;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** This process as a client of a grid: it gives work and takes results, and runs none. Any thread may call. */
public final class GridClient implements AutoCloseable {
    private static final int MOST_CONNECT_MILLIS = 5_000;
    /** How much longer than asked for it may take until the client itself gives up. */
    private static final long LATE_MILLIS = 1_000;

    private final HazelcastInstance client;
    private final Grid grid;
    private final Nodes nodes;

    private GridClient(HazelcastInstance client, @Nullable GridKey key) {
        this.client = client;
        HazelcastStore store = new HazelcastStore(client, Seals.of(key));
        nodes = new Nodes(client);
        grid = new StoreGrid(store, nodes::view, nodes::drain, () -> {
            store.close();
            client.shutdown();
        });
    }

    /**
     * Connects.
     *
     * @throws io.workgrid.api.UnreachableException if no node answers in time
     * @throws io.workgrid.api.BadInputException if an address cannot be read
     * @throws RefusedException if the nodes are of a version that this program does not understand
     */
    public static GridClient connect(ConnectOptions options) {
        Quiet.please();
        Completions.keepThreads();
        List<HostPort> places = options.addresses().stream().map(HostPort::of).toList();
        HazelcastInstance client = client(options, places);
        String fault = fault(client);
        if (fault != null) {
            client.shutdown();
            throw new RefusedException(fault, null, false);
        }
        client.getLifecycleService().addLifecycleListener(event -> reconnected(client, event));
        return new GridClient(client, options.key());
    }

    private static @Nullable String fault(HazelcastInstance client) {
        return Wire.fault(List.copyOf(client.getCluster().getMembers()));
    }

    /** The grid that is found again may have been stopped meanwhile, and started from another release. */
    private static void reconnected(HazelcastInstance client, LifecycleEvent event) {
        if (event.getState() != LifecycleEvent.LifecycleState.CLIENT_CONNECTED) {
            return;
        }
        String fault = fault(client);
        if (fault != null) {
            System.getLogger("io.workgrid.hazelcast").log(System.Logger.Level.ERROR, "disconnected: " + fault);
            Thread end = new Thread(client::shutdown, "workgrid-disconnect");
            end.setDaemon(true);
            end.start();
        }
    }

    /** In a thread of its own: at an address where nobody says a word, Hazelcast waits for as long as a node may be frozen. */
    private static HazelcastInstance client(ConnectOptions options, List<HostPort> places) {
        CompletableFuture<HazelcastInstance> made = new CompletableFuture<>();
        Thread maker = new Thread(() -> make(config(options, places), made), "workgrid-connect");
        maker.setDaemon(true);
        maker.start();
        try {
            return made.get(options.timeout().toMillis() + LATE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(made);
            throw Unreachable.because(options, places, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException) { // which is all that Hazelcast says
                throw Unreachable.because(options, places, e.getCause());
            }
            throw new IllegalStateException("the client cannot start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(made);
            throw new UnreachableException("interrupted while connecting to " + places, e);
        }
    }

    private static void make(ClientConfig config, CompletableFuture<HazelcastInstance> made) {
        try {
            HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
            if (!made.complete(client)) {
                client.shutdown(); // nobody waits any more
            }
        } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
        }
    }

    private static void giveUp(CompletableFuture<HazelcastInstance> made) {
        if (!made.cancel(false) && !made.isCompletedExceptionally()) {
            made.join().shutdown(); // it came at the last moment
        }
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
        if (!options.oneMember()) { // behind a forwarded port no other address leads anywhere
            config.addListenerConfig(new ListenerConfig(new Acquaintances(config.getNetworkConfig())));
        }
        strategy(config.getConnectionStrategyConfig(), options);
        GridKey key = options.key();
        if (key != null) {
            KeyedClients.configure(config, key);
        }
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
