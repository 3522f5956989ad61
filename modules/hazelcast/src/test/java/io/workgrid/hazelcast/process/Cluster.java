package io.workgrid.hazelcast.process;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Nodes on loopback, each a process, of a grid with a name of its own. All that still run are killed at its end. For one thread.
 *
 * <p>The first node is alone at first and the others join it, so that they never form two grids while all of them start.
 */
public final class Cluster implements AutoCloseable {
    private static final AtomicInteger CLUSTERS = new AtomicInteger();

    private final String name = "t" + ProcessHandle.current().pid() + "-" + CLUSTERS.incrementAndGet();
    private final NodeOptions options;
    private final String classPath;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int started;

    private Cluster(NodeOptions options, String classPath) {
        this.options = options.withCluster(name);
        this.classPath = classPath;
    }

    /** One that has no node yet, each node with these workers and one backup. */
    public static Cluster empty(int workersEach) {
        return new Cluster(NodeOptions.DEFAULT.withWorkers(workersEach).withKey(TestKey.KEY), JavaProcess.classPath());
    }

    /** One whose nodes have other classes than the test. */
    public static Cluster empty(int workersEach, String classPath) {
        return new Cluster(NodeOptions.DEFAULT.withWorkers(workersEach).withKey(TestKey.KEY), classPath);
    }

    /** One that has no node yet. */
    public static Cluster empty(int workersEach, int backups, int quorum) {
        NodeOptions o = NodeOptions.DEFAULT.withWorkers(workersEach);
        return new Cluster(
                new NodeOptions(
                        o.name(),
                        o.workers(),
                        o.cluster(),
                        o.bind(),
                        o.port(),
                        o.join(),
                        o.discovery(),
                        o.labels(),
                        backups,
                        quorum,
                        o.heapPercent(),
                        o.drainTimeout(),
                        TestKey.KEY),
                JavaProcess.classPath());
    }

    /** One with so many nodes, when all of them are there. */
    public static Cluster of(int nodes, int workersEach) {
        return empty(workersEach).start(nodes);
    }

    /** Starts nodes and waits until they are there. */
    public Cluster start(int count) {
        List<Integer> workers = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            workers.add(options.workers());
        }
        return start(workers);
    }

    /** Starts nodes with these numbers of workers and waits until they are there. */
    public Cluster start(List<Integer> workers) {
        try {
            for (int many : workers) {
                if (nodes.size() == 1) {
                    nodes.get(0).awaitReady();
                }
                begin(many);
            }
            nodes.forEach(NodeProcess::awaitReady);
            awaitSize();
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a node on another machine.
     *
     * @param before what goes before a command that is to run there
     * @param address its address
     */
    public NodeProcess beginOn(List<String> before, String address) {
        return beginOn(before, address, options.quorum());
    }

    /** As before, one that needs so many nodes to go on. */
    public NodeProcess beginOn(List<String> before, String address, int quorum) {
        return begin(quorum(quorum), before, address, NodeOptions.DEFAULT.port());
    }

    /** Starts a node that joins the others, and does not wait for it. */
    public NodeProcess begin(int workers) {
        return begin(options.withWorkers(workers), List.of(), "127.0.0.1", FreePort.next());
    }

    private NodeOptions quorum(int quorum) {
        return new NodeOptions(
                options.name(),
                options.workers(),
                options.cluster(),
                options.bind(),
                options.port(),
                options.join(),
                options.discovery(),
                options.labels(),
                options.backups(),
                quorum,
                options.heapPercent(),
                options.drainTimeout(),
                options.key());
    }

    private NodeProcess begin(NodeOptions from, List<String> before, String address, int port) {
        List<String> others = nodes.stream()
                .filter(node -> node.alive() && node.ready())
                .map(NodeProcess::address)
                .toList();
        NodeOptions mine = from.withName(String.format("n%03d", ++started))
                .withBind(address, port)
                .withJoin(others);
        NodeProcess node = new NodeProcess(mine, log(mine.name()), before, classPath);
        nodes.add(node);
        return node;
    }

    /** Starts a node that joins the others, and does not wait for it. */
    public NodeProcess begin() {
        return begin(options.workers());
    }

    /** Where a process of this cluster prints to. */
    public Path log(String process) {
        return Path.of("target", "nodes", name, process + ".log");
    }

    /** Waits until each node that runs sees as many nodes as there are. */
    public void awaitSize() {
        List<NodeProcess> all = alive();
        Wait.until(
                name + " has " + all.size() + " nodes",
                JavaProcess.PATIENCE,
                () -> all.stream().allMatch(node -> node.nodes().size() == all.size()));
    }

    /** Waits until a node may be lost without losing anything. */
    public void awaitSafe() {
        Wait.until(
                name + " has all its copies",
                Duration.ofSeconds(60),
                () -> alive().stream().anyMatch(NodeProcess::safe));
    }

    /** {@code kill -9} for all of them, before the grid can do anything about the first. */
    public void killAtOnce(List<NodeProcess> victims) {
        victims.forEach(NodeProcess::beginKill);
        victims.forEach(NodeProcess::awaitEnd);
    }

    /** Remembers what was done to the grid. */
    public void note(String what) {
        story.add(what);
    }

    /** What was done to the grid. */
    public String story() {
        return String.join(", ", story);
    }

    /** Waits for the end of a job. If it does not come, all is told that there is to tell, and the nodes print what their threads do. */
    public JobView awaitEnd(JobHandle<?> job, Duration longest) {
        try {
            return job.await(longest);
        } catch (WaitTimedOutException e) {
            throw hangs("the job has not ended: " + job.view(), e);
        }
    }

    /** What to throw when something hangs; the nodes print what their threads do. */
    public AssertionError hangs(String what, Throwable cause) {
        List<String> seen = new ArrayList<>();
        for (NodeProcess node : alive()) {
            node.printThreads();
            seen.add(node.node() + " sees " + node.nodes());
        }
        return new AssertionError(what + "; " + story() + "; " + seen, cause);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The nodes that run, the oldest first. */
    public List<NodeProcess> alive() {
        return nodes.stream().filter(NodeProcess::alive).toList();
    }

    /** The addresses of the nodes that run. */
    public String[] addresses() {
        return alive().stream()
                .filter(NodeProcess::ready)
                .map(NodeProcess::address)
                .toArray(String[]::new);
    }

    /** A handle of the grid; to be closed by the caller. */
    public Grid connect() {
        return Grid.connect(ConnectOptions.to(addresses())
                .withCluster(name)
                .withTimeout(Duration.ofSeconds(30))
                .withKey(TestKey.KEY));
    }

    @Override
    public void close() {
        killAtOnce(nodes);
    }
}
