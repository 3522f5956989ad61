package io.workgrid.hazelcast.member;

import com.hazelcast.config.TcpIpConfig;
import io.workgrid.api.BadInputException;
import io.workgrid.api.NodeOptions;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a node looks for others: at all addresses of each name it was given. Names are looked up here and not by Hazelcast, which takes
 * the first address of a name: each replica of a scaled service would find another one there, or itself, and they would form several
 * grids. They are looked up again while the node runs, for a name may get its addresses later. One thread at a time.
 */
final class Neighbours {
    private static final String DNS = "dns:";
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");

    private final List<HostPort> places;
    private final TcpIpConfig list = new TcpIpConfig().setEnabled(true);

    private Neighbours(List<HostPort> places) {
        this.places = List.copyOf(places);
    }

    /** As the options say; discovery is a DNS name, {@code dns:} before it or not. */
    static Neighbours of(NodeOptions options) {
        List<HostPort> places = new ArrayList<>();
        options.join().forEach(place -> places.add(HostPort.of(place)));
        if (options.discovery() != null) {
            places.add(discovered(options.discovery(), options.port()));
        }
        Neighbours neighbours = new Neighbours(places);
        neighbours.lookUp();
        return neighbours;
    }

    private static HostPort discovered(String discovery, int port) {
        String name = discovery.startsWith(DNS) ? discovery.substring(DNS.length()) : discovery;
        if (name.isBlank() || name.contains("://")) {
            throw new BadInputException("discovery is \"" + discovery + "\"; wanted dns:NAME");
        }
        return name.contains(":") ? HostPort.of(name) : new HostPort(name, port);
    }

    /** The list that Hazelcast goes by; {@link #lookUp} changes it. */
    TcpIpConfig list() {
        return list;
    }

    /** Asks for the names' addresses. What cannot be found now is left out, and asked for again the next time. */
    void lookUp() {
        Set<String> found = new LinkedHashSet<>();
        for (HostPort place : places) {
            try {
                found.addAll(place.lookUp());
            } catch (UnknownHostException e) {
                LOG.log(System.Logger.Level.DEBUG, "no address is known for {0} yet", place.host());
            }
        }
        if (!found.equals(Set.copyOf(list.getMembers()))) {
            list.setMembers(new ArrayList<>(found));
        }
    }
}
