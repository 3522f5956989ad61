package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.InitialMembershipEvent;
import com.hazelcast.cluster.InitialMembershipListener;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.splitbrainprotection.PingAware;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionFunction;
import io.workgrid.core.quorum.Peer;
import io.workgrid.core.quorum.Quorum;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What this member sees of the others, and whether it may go on: for Hazelcast, which asks before it touches a map for anybody, and for
 * the node, which takes no leases otherwise. Any thread may call.
 *
 * <p>Events of membership come late and on several threads; so each is only a reason to look at the members as they are now.
 */
final class Sight implements SplitBrainProtectionFunction, PingAware, InitialMembershipListener {
    private Quorum quorum;
    private @Nullable Supplier<Set<Member>> members;
    private Runnable changed = () -> {};

    /** A sight by the rule, or by a fixed number of nodes. */
    Sight(int fixed) {
        quorum = Quorum.begin(fixed);
    }

    /** From now on the members can be looked at; the callback comes when something has changed, and must return at once. */
    void open(Supplier<Set<Member>> now, Runnable onChange) {
        synchronized (this) {
            members = now;
            changed = onChange;
        }
        see(now.get());
    }

    static Peer peer(Member member) {
        return new Peer(
                member.getUuid().toString(),
                member.getAddress().getHost() + ":" + member.getAddress().getPort());
    }

    private void see(Collection<Member> told) {
        step(before -> {
            Set<Peer> peers = new LinkedHashSet<>();
            Supplier<Set<Member>> live = members;
            (live == null ? told : live.get()).forEach(member -> peers.add(peer(member)));
            return before.seen(peers, now());
        });
    }

    private void step(UnaryOperator<Quorum> event) {
        Runnable tell = null;
        synchronized (this) {
            Quorum before = quorum;
            quorum = event.apply(before);
            if (!quorum.equals(before)) {
                tell = changed;
            }
        }
        if (tell != null) {
            tell.run();
        }
    }

    /** What is known now. */
    synchronized Quorum quorum() {
        return quorum;
    }

    /** What is known after a look at the members. */
    Quorum quorumNow() {
        boolean mayLook;
        synchronized (this) {
            mayLook = members != null;
        }
        if (mayLook) {
            see(Set.of());
        }
        return quorum();
    }

    /** Why the node takes no leases; {@code null} if it does. */
    @Nullable
    String refusal() {
        return quorum().refusal();
    }

    /** This member was cut off and comes back as a new one. */
    void again() {
        step(Quorum::again);
        see(Set.of());
    }

    void learned(Set<Peer> known, Set<String> gone) {
        step(before -> before.learned(known, gone, now()));
    }

    void proven(String member) {
        step(before -> before.proven(member, now()));
    }

    void passed() {
        step(before -> before.passed(now()));
    }

    /** Looks once, quickly, whether the processes of those that are missing have ended. */
    void probe(int timeoutMillis) {
        for (Peer peer : quorum().missing()) {
            if (Probe.refused(peer.address(), timeoutMillis)) {
                proven(peer.id());
            }
        }
    }

    /** Time that only goes forward. */
    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public boolean apply(Collection<Member> told) {
        see(told);
        return quorum().met();
    }

    /**
     * Makes Hazelcast ask again. It keeps the answer, asks when a member came or went, and else every second, the first time a second
     * after the start; it asks after pings too, which are off here, so that they are free to say that the answer may be another one.
     */
    static void askAgain(HazelcastInstance member) {
        if (member.getSplitBrainProtectionService() instanceof PingAware door) {
            door.onPingRestored(member.getCluster().getLocalMember());
        }
    }

    @Override
    public void onPingLost(Member member) {
        // pings are off
    }

    @Override
    public void onPingRestored(Member member) {
        // pings are off; see askAgain
    }

    @Override
    public void init(InitialMembershipEvent event) {
        see(event.getMembers());
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        see(event.getMembers());
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        see(event.getMembers());
    }
}
