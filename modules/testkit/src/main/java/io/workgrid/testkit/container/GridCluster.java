package io.workgrid.testkit.container;

import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * A grid of nodes in containers that share a network, a grid key and a token, all made up for it. The nodes find each other by a name in
 * DNS, as with Docker Compose. Wants Docker, and the image to be there (see {@link NodeSetup#image()}).
 *
 * <pre>{@code
 * try (GridCluster cluster = GridCluster.start(3)) {
 *     cluster.nodes().get(1).kill();
 *     cluster.add();
 *     // http: cluster.addresses(), with the header "Authorization: Bearer " + cluster.token()
 * }
 * }</pre>
 *
 * <p>One thread at a time, but for what only looks.
 */
public final class GridCluster implements AutoCloseable {
    private static final String ALIAS = "nodes";
    private static final Duration START = Duration.ofMinutes(2);
    private static final int STARTS = 3;
    private static final long LOOK_NANOS = 200_000_000;
    private static final int LOOK_MILLIS = 2_000;
    private static final Pattern NODES = Pattern.compile("\"nodes\":(\\d+)");

    private final NodeSetup setup;
    private final String key = random();
    private final String token = random();
    private final Network network = Network.newNetwork();
    private final List<GridNode> nodes = new CopyOnWriteArrayList<>();
    private final List<GridNode> all = new CopyOnWriteArrayList<>();
    private int made;

    private GridCluster(NodeSetup setup) {
        this.setup = setup;
    }

    /** As {@link #start(int, NodeSetup)}, with {@link NodeSetup#DEFAULT}. */
    public static GridCluster start(int nodes) {
        return start(nodes, NodeSetup.DEFAULT);
    }

    /**
     * Starts a grid and waits until all nodes see each other and take work, at most two minutes.
     *
     * @param nodes 1 or more
     */
    public static GridCluster start(int nodes, NodeSetup setup) {
        GridCluster cluster = new GridCluster(setup);
        try {
            cluster.add();
            if (nodes > 1) {
                cluster.add(nodes - 1, setup);
            }
            cluster.awaitNodes(nodes, START);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** The nodes that were started and neither {@link #leave left} nor were {@link #forget forgotten}. */
    public List<GridNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Where each node's HTTP API is to be had from here. */
    public List<URI> addresses() {
        return nodes.stream().map(GridNode::url).toList();
    }

    /** The token that may do everything. */
    public String token() {
        return token;
    }

    /** One more node, made as the first ones; it is there when this returns. */
    public GridNode add() {
        return add(1, setup).get(0);
    }

    /** More nodes, started together; they are there when this returns. */
    public List<GridNode> add(int count, NodeSetup as) {
        List<GenericContainer<?>> containers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "node-" + ++made;
            names.add(name);
            containers.add(container(name, as));
        }
        Startables.deepStart(containers).join();
        List<GridNode> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(new GridNode(names.get(i), containers.get(i)));
        }
        nodes.addAll(added);
        all.addAll(added);
        return added;
    }

    /**
     * Lets a node leave in order, and forgets it.
     *
     * @return its exit code
     */
    public int leave(GridNode node) {
        int code = node.stop(Duration.ofSeconds(60));
        forget(node);
        return code;
    }

    /** Counts a node no more, as one that was killed. Its container stays until the end, for its log. */
    public void forget(GridNode node) {
        nodes.remove(node);
    }

    /** Counts a forgotten node again, as one that is back. */
    public void readmit(GridNode node) {
        nodes.add(node);
    }

    /**
     * Waits until each node sees so many nodes, takes work, and has made the copies that it has to: any one of them may be lost then.
     *
     * @throws AssertionError if that is not so in time; says what each of them saw
     */
    public void awaitNodes(int count, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        List<String> seen = sights();
        while (!seen.stream().allMatch(Integer.toString(count)::equals)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + most + ": " + count + " nodes; they see " + seen);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            seen = sights();
        }
    }

    /** How many nodes each node sees, or why it does not say. */
    private List<String> sights() {
        return nodes.stream().map(this::sight).toList();
    }

    private String sight(GridNode node) {
        try {
            if (get(node.url().resolve("/health/ready")).isEmpty()) {
                return node.name() + " is not ready";
            }
            String nodes = get(node.url().resolve("/api/v1/nodes"));
            if (nodes.isEmpty() || nodes.contains("\"copying\":true")) {
                return node.name() + " knows of copies that are being made";
            }
            Matcher found = NODES.matcher(get(node.url().resolve("/api/v1")));
            return found.find() ? found.group(1) : node.name() + " does not say";
        } catch (IOException | RuntimeException e) {
            return node.name() + ": " + e.getMessage();
        }
    }

    private String get(URI url) throws IOException {
        HttpURLConnection call = (HttpURLConnection) url.toURL().openConnection();
        call.setConnectTimeout(LOOK_MILLIS);
        call.setReadTimeout(LOOK_MILLIS);
        call.setRequestProperty("Authorization", "Bearer " + token);
        if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
            return "";
        }
        try (var body = call.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private GenericContainer<?> container(String name, NodeSetup as) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(as.image()))
                .withImagePullPolicy(image -> false)
                .withNetwork(network)
                .withNetworkAliases(ALIAS, name)
                .withCommand("node", "start")
                .withExposedPorts(GridNode.HTTP_PORT)
                .withEnv("GRID_NAME", name)
                .withEnv("GRID_BIND", "0.0.0.0")
                .withEnv("GRID_DISCOVERY", "dns:" + ALIAS)
                .withEnv("GRID_KEY_FILE", "/run/secrets/grid.key")
                .withEnv("GRID_TOKEN_FILE", "/run/secrets/tokens")
                // the first one begins the grid; one that cannot join it must not begin another
                .withEnv("GRID_MUST_JOIN", Boolean.toString(!nodes.isEmpty()))
                .withEnv("GRID_WORKERS", Integer.toString(as.workers()))
                .withEnv(as.env())
                .withCopyToContainer(Transferable.of(key + "\n"), "/run/secrets/grid.key")
                .withCopyToContainer(Transferable.of("tests admin " + sha256(token) + "\n"), "/run/secrets/tokens")
                .withCreateContainerCmdModifier(command -> {
                    HostConfig host = Objects.requireNonNull(command.getHostConfig());
                    host.withMemory(as.megabytes() * 1024L * 1024L).withMemorySwap(as.megabytes() * 1024L * 1024L);
                })
                .withStartupAttempts(STARTS)
                .waitingFor(Wait.forHttp("/health/ready").forPort(GridNode.HTTP_PORT))
                .withStartupTimeout(START);
        as.container().accept(container);
        return container;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Takes all containers away, and their network. */
    @Override
    public void close() {
        all.forEach(GridNode::remove);
        network.close();
    }
}
