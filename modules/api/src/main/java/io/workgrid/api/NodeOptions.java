package io.workgrid.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this process becomes a node of a grid of many machines.
 *
 * @param name the node's name for people; its name in the grid is this and a few characters that change with each start
 * @param workers how many workers; 0 (default): one for each processor this process may use
 * @param cluster the grid's name; nodes of one name that find each other are one grid
 * @param bind the address to listen on; another than loopback wants a key
 * @param port the port to listen on; if it is taken, the next free one of the hundred that follow
 * @param join other nodes, {@code host} or {@code host:port}; empty with no discovery: a grid of its own that others may join
 * @param discovery a DNS name that has the addresses of all nodes, as a headless service; {@code null}: none
 * @param labels what is written on the node
 * @param backups how many other nodes keep a copy of what the grid knows; 0 to 6
 * @param quorum how many nodes must see each other to go on; 0 (default): more than half of those that were there
 * @param heapPercent above so many percent of its memory in use after collection a node takes no more leases
 * @param drainTimeout how long a node that leaves waits for what it runs
 * @param key what all nodes and programs of the grid must have; {@code null}: none, and the node listens on loopback only
 */
public record NodeOptions(
        String name,
        int workers,
        String cluster,
        String bind,
        int port,
        List<String> join,
        @Nullable String discovery,
        Map<String, String> labels,
        int backups,
        int quorum,
        int heapPercent,
        Duration drainTimeout,
        @Nullable GridKey key) {
    private static final int MOST_WORKERS = 4_096;
    private static final int MOST_BACKUPS = 6;
    private static final int LAST_PORT = 65_535;

    /** Alone on loopback, a worker for each processor, one backup. */
    public static final NodeOptions DEFAULT = new NodeOptions(
            "node",
            0,
            ConnectOptions.DEFAULT_CLUSTER,
            "127.0.0.1",
            ConnectOptions.DEFAULT_PORT,
            List.of(),
            null,
            Map.of(),
            1,
            0,
            85,
            Duration.ofSeconds(30));

    /** Without a key. */
    public NodeOptions(
            String name,
            int workers,
            String cluster,
            String bind,
            int port,
            List<String> join,
            @Nullable String discovery,
            Map<String, String> labels,
            int backups,
            int quorum,
            int heapPercent,
            Duration drainTimeout) {
        this(
                name,
                workers,
                cluster,
                bind,
                port,
                join,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                null);
    }

    public NodeOptions {
        join = List.copyOf(join);
        labels = Map.copyOf(labels);
        refuse(
                !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}"),
                "name is \"" + name + "\"; wanted up to 63 letters, digits, . _ -");
        refuse(workers < 0 || workers > MOST_WORKERS, "workers is " + workers + "; wanted 1 to " + MOST_WORKERS);
        refuse(cluster.isBlank(), "the cluster's name is empty");
        refuse(port < 1 || port > LAST_PORT, "port is " + port + "; wanted 1 to " + LAST_PORT);
        refuse(backups < 0 || backups > MOST_BACKUPS, "backups is " + backups + "; wanted 0 to " + MOST_BACKUPS);
        refuse(quorum < 0, "quorum is " + quorum + "; wanted 1 or more, or nothing for more than half");
        refuse(heapPercent < 10 || heapPercent > 99, "heap percent is " + heapPercent + "; wanted 10 to 99");
        refuse(drainTimeout.isNegative(), "drain timeout is " + drainTimeout + "; wanted 0 or more");
        refuse(
                discovery != null && !join.isEmpty(),
                "both a list of nodes and discovery are given; wanted one of them");
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new BadInputException(message);
        }
    }

    /** With a name. */
    public NodeOptions withName(String to) {
        return new NodeOptions(
                to,
                workers,
                cluster,
                bind,
                port,
                join,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                key);
    }

    /** With a number of workers. */
    public NodeOptions withWorkers(int to) {
        return new NodeOptions(
                name,
                to,
                cluster,
                bind,
                port,
                join,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                key);
    }

    /** In the grid of a name. */
    public NodeOptions withCluster(String to) {
        return new NodeOptions(
                name,
                workers,
                to,
                bind,
                port,
                join,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                key);
    }

    /** Listening there. */
    public NodeOptions withBind(String to, int onPort) {
        return new NodeOptions(
                name,
                workers,
                cluster,
                to,
                onPort,
                join,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                key);
    }

    /** With others. */
    public NodeOptions withJoin(List<String> to) {
        return new NodeOptions(
                name,
                workers,
                cluster,
                bind,
                port,
                to,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                key);
    }

    /** With a key. */
    public NodeOptions withKey(@Nullable GridKey to) {
        return new NodeOptions(
                name,
                workers,
                cluster,
                bind,
                port,
                join,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                to);
    }

    /** With labels instead of those before. */
    public NodeOptions withLabels(Map<String, String> to) {
        return new NodeOptions(
                name,
                workers,
                cluster,
                bind,
                port,
                join,
                discovery,
                to,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                key);
    }
}
