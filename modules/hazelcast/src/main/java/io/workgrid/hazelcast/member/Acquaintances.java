package io.workgrid.hazelcast.member;

import com.hazelcast.client.config.ClientNetworkConfig;
import com.hazelcast.cluster.InitialMembershipEvent;
import com.hazelcast.cluster.InitialMembershipListener;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a client that has lost its connections looks for the grid: at the addresses it was given, and at those of all nodes that it has
 * seen. The members it knows last may be one that is cut off from the others. Any thread may use it.
 */
final class Acquaintances implements InitialMembershipListener {
    private static final int MOST = 200;

    private final ClientNetworkConfig network;
    private final List<String> given;
    private final Set<String> seen = new LinkedHashSet<>();

    /** Of a client, which reads the addresses of its configuration anew each time it looks. */
    Acquaintances(ClientNetworkConfig network) {
        this.network = network;
        given = List.copyOf(network.getAddresses());
    }

    private synchronized void see(Iterable<Member> members) {
        for (Member member : members) {
            String address = Sight.peer(member).address();
            seen.remove(address);
            seen.add(address);
        }
        while (seen.size() > MOST) {
            seen.remove(seen.iterator().next());
        }
        Set<String> all = new LinkedHashSet<>(given);
        all.addAll(seen);
        network.setAddresses(new ArrayList<>(all));
    }

    @Override
    public void init(InitialMembershipEvent event) {
        see(event.getMembers());
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        see(List.of(event.getMember()));
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        // it may be the others who are right
    }
}
