package io.workgrid.hazelcast.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines of their own for nodes, as far as the network goes: a network namespace each, on two switches that one cable joins.
 *
 * <pre>
 *   machine 1   machine 2   machine 3   this JVM          machine 4   machine 5
 *       |           |           |           |                  |           |
 *       +-----------+---- left -+-----------+------ cable -----+--- right -+
 * </pre>
 *
 * <p>The test and its clients are on the left: they see what the left side sees. Packets that are cut vanish without a word, as in a
 * network that breaks; nothing is refused. All of it is gone after {@link #close}. Needs root and the {@code ip} command, where
 * Docker runs {@code iptables} too. For one thread.
 */
final class Network implements AutoCloseable {
    private static final int HOST = 254;

    private final String id = Long.toString(ProcessHandle.current().pid() % 100_000, 36);
    private final int subnet = (int) (ProcessHandle.current().pid() % 200) + 20;
    private final List<Integer> machines = new ArrayList<>();

    private boolean filtered;

    private Network() {}

    /** A network with machines 1 to {@code left} on the left, the rest on the right; the test is aborted where none can be made. */
    static Network of(int left, int right) {
        Network network = new Network();
        String failure = Ip.attempt("netns add " + network.namespace(0));
        assumeTrue(failure.isEmpty(), "cannot make network namespaces here (root and iproute2 are needed): " + failure);
        Ip.run("netns del " + network.namespace(0));
        try {
            network.build(left, right);
            return network;
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /** Where a Docker engine runs, what goes over any switch of the machine is filtered, and dropped unless it is allowed. */
    private void letThrough() {
        if (Files.exists(Path.of("/proc/sys/net/bridge/bridge-nf-call-iptables"))) {
            String failure = Ip.filter("-I FORWARD " + ours());
            if (!failure.isEmpty()) {
                throw new AssertionError("iptables: " + failure);
            }
            filtered = true;
        }
    }

    private String ours() {
        return "-i " + bridge("+") + " -j ACCEPT";
    }

    private void build(int left, int right) {
        letThrough();
        for (String side : List.of("l", "r")) {
            Ip.run("link add " + bridge(side) + " type bridge");
            Ip.run("link set " + bridge(side) + " up");
        }
        Ip.run("link add " + cable("l") + " type veth peer name " + cable("r"));
        for (String side : List.of("l", "r")) {
            Ip.run("link set " + cable(side) + " master " + bridge(side));
            Ip.run("link set " + cable(side) + " up");
        }
        Ip.run("addr add " + address(HOST) + "/24 dev " + bridge("l"));
        for (int machine = 1; machine <= left + right; machine++) {
            add(machine, machine <= left ? "l" : "r");
        }
    }

    private void add(int machine, String side) {
        String port = port(machine);
        Ip.run("netns add " + namespace(machine));
        machines.add(machine);
        Ip.run("link add " + port + " type veth peer name eth0 netns " + namespace(machine));
        Ip.run("link set " + port + " master " + bridge(side));
        Ip.run("link set " + port + " up");
        Ip.run("-n " + namespace(machine) + " link set lo up");
        Ip.run("-n " + namespace(machine) + " addr add " + address(machine) + "/24 dev eth0");
        Ip.run("-n " + namespace(machine) + " link set eth0 up");
    }

    private String port(int machine) {
        return "wg" + id + "m" + machine;
    }

    private String namespace(int machine) {
        return "wg" + id + "-" + machine;
    }

    private String bridge(String side) {
        return "wg" + id + "b" + side;
    }

    private String cable(String side) {
        return "wg" + id + "c" + side;
    }

    /** The address of a machine. */
    String address(int machine) {
        return "10.77." + subnet + "." + machine;
    }

    /** What goes before a command that is to run there. It is replaced by the command, so a signal to it reaches the command. */
    List<String> on(int machine) {
        return List.of("ip", "netns", "exec", namespace(machine));
    }

    /** The cable between the two sides is pulled. */
    void split() {
        Ip.run("link set " + cable("l") + " down");
    }

    /** The cable is put back. */
    void heal() {
        Ip.run("link set " + cable("l") + " up");
    }

    /** What one machine sends to another vanishes from now on; what the other sends arrives. */
    void deafen(int to, int from) {
        // a wrong hardware address: the switch drops it, and the sender is not told
        Ip.run("-n " + namespace(from) + " neigh replace " + address(to)
                + " lladdr 02:00:00:00:00:01 dev eth0 nud permanent");
    }

    /** Undoes {@link #deafen}. */
    void hear(int to, int from) {
        Ip.run("-n " + namespace(from) + " neigh del " + address(to) + " dev eth0");
    }

    @Override
    public void close() {
        for (int machine : machines) {
            // by itself it goes with the last process of its namespace
            Ip.attempt("link del " + port(machine));
            Ip.attempt("netns del " + namespace(machine));
        }
        Ip.attempt("link del " + cable("l"));
        Ip.attempt("link del " + bridge("l"));
        Ip.attempt("link del " + bridge("r"));
        if (filtered) {
            Ip.filter("-D FORWARD " + ours());
        }
    }
}
