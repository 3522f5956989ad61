package io.workgrid.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a program reaches a grid of many machines.
 *
 * @param addresses nodes to try in turn, {@code host} or {@code host:port}; one that answers is enough
 * @param cluster the grid's name, as its nodes were started with
 * @param timeout how long to try
 * @param oneMember talk only to the node that answered, as through a forwarded port; off, to all nodes
 * @param key the grid's key; {@code null}: none, for a grid that has none
 */
public record ConnectOptions(
        List<String> addresses,
        String cluster,
        Duration timeout,
        boolean oneMember,
        @Nullable GridKey key) {
    /** Where nodes listen for each other and for programs unless told otherwise. */
    public static final int DEFAULT_PORT = 5701;
    /** The name of a grid that was given none. */
    public static final String DEFAULT_CLUSTER = "workgrid";

    /** Without a key. */
    public ConnectOptions(List<String> addresses, String cluster, Duration timeout, boolean oneMember) {
        this(addresses, cluster, timeout, oneMember, null);
    }

    public ConnectOptions {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new BadInputException("no address of a node is given; wanted host or host:port");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new BadInputException("connect timeout is " + timeout + "; wanted more than 0");
        }
    }

    /** The grid of the default name at these addresses; 10 seconds to connect. */
    public static ConnectOptions to(String... addresses) {
        return new ConnectOptions(List.of(addresses), DEFAULT_CLUSTER, Duration.ofSeconds(10), false);
    }

    /** With a grid name. */
    public ConnectOptions withCluster(String to) {
        return new ConnectOptions(addresses, to, timeout, oneMember, key);
    }

    /** With another time to connect. */
    public ConnectOptions withTimeout(Duration to) {
        return new ConnectOptions(addresses, cluster, to, oneMember, key);
    }

    /** Through the one node that answers. */
    public ConnectOptions throughOneMember() {
        return new ConnectOptions(addresses, cluster, timeout, true, key);
    }

    /** With the grid's key. */
    public ConnectOptions withKey(@Nullable GridKey to) {
        return new ConnectOptions(addresses, cluster, timeout, oneMember, to);
    }
}
