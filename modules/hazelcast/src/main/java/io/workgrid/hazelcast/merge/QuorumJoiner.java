package io.workgrid.hazelcast.merge;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage.SplitBrainMergeCheckResult;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.spi.impl.operationservice.Operations;
import io.workgrid.core.quorum.Quorum;
import io.workgrid.core.quorum.Side;
import io.workgrid.core.quorum.Side.Kept;
import io.workgrid.core.quorum.Side.Verdict;
import io.workgrid.hazelcast.store.Holdings;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the others, as Hazelcast does; but when two sides of a split network meet, the one that went on stays. Hazelcast compares how
 * many nodes there are and knows nothing of {@link Quorum}: a side that went on, and has lost nodes since, would be given up with all it
 * did. Only the oldest node of a side searches, and asks the oldest of the other side first; see {@link Side}.
 *
 * <p>Hazelcast 5.7 treats a joiner as one that remembers addresses only if it is exactly of its own class: it tells no other of members
 * that come and go, see {@link #membersChanged}, nor of a side that it heard of, so who asks is remembered, see {@link #answer}.
 */
public final class QuorumJoiner extends TcpIpJoiner {
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LOOK_MILLIS = 10;
    private static final long ANSWER_SECONDS = 5;
    private static final long BETWEEN_WARNINGS_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_REMEMBERED = 2_000;
    /** What decides in Hazelcast is who has more nodes. */
    private static final int FEWER_THAN_ALL = 0;

    private static final int MORE_THAN_ALL = Integer.MAX_VALUE;

    private final Supplier<Quorum> quorum;
    private final Set<Member> members = new HashSet<>();
    /** Of the one thread that searches. */
    private boolean toldApart;

    private long toldApartNanos;

    private QuorumJoiner(Node node, Supplier<Quorum> quorum) {
        super(node);
        this.quorum = quorum;
    }

    /** Makes its questions known to a member. */
    public static void configure(SerializationConfig config) {
        AskSide.configure(config);
    }

    /**
     * A joiner for a node.
     *
     * @param usual the one that Hazelcast would take; it stays where this one could not work
     * @param quorum what is known of the nodes, looked at when it is called; any thread calls it
     */
    public static Joiner instead(Joiner usual, Node node, Supplier<Quorum> quorum) {
        if (usual.getClass() != TcpIpJoiner.class) {
            return usual;
        }
        if (AskSide.class.getClassLoader() != Operations.class.getClassLoader()) {
            // it takes a question from a node that is no member only if it comes from its own class loader
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Hazelcast was loaded by another class loader: when a split network is whole again, the larger side stays, even if"
                            + " the smaller one went on");
            return usual;
        }
        return new QuorumJoiner(node, quorum);
    }

    /** To be called when members may have come or gone: their addresses are remembered, so that a node looks for those it knew. */
    public synchronized void membersChanged() {
        Set<Member> now = clusterService.getMembers();
        for (Member member : now) {
            if (members.add(member)) {
                onMemberAdded(member);
            }
        }
        for (Member member : Set.copyOf(members)) {
            if (!now.contains(member)) {
                members.remove(member);
                onMemberRemoved(member);
            }
        }
    }

    /** What this node says of its side; {@code null}: nothing yet. It also remembers who asked, and searches there. */
    @Nullable
    SideAnswer answer(Address asking) {
        Address oldest = clusterService.getMasterAddress();
        if (!clusterService.isJoined() || oldest == null) {
            return null;
        }
        if (clusterService.getMember(asking) == null
                && getKnownMemberAddresses().size() < MOST_REMEMBERED) {
            addTemporaryMemberAddress(asking);
        }
        return clusterService.isMaster() ? SideAnswer.of(side()) : SideAnswer.ask(oldest);
    }

    private Side side() {
        UUID grid = clusterService.getClusterId();
        return new Side(quorum.get(), Holdings.of(node.getNodeEngine()), grid == null ? "" : grid.toString());
    }

    @Override
    public void searchForOtherClusters() {
        Collection<Address> all = getFilteredPossibleAddresses();
        all.forEach(this::connect);
        long end = System.nanoTime() + CONNECT_NANOS;
        Set<Address> asked = new HashSet<>();
        for (Address address : all) {
            try {
                if (search(address, end, asked)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) { // one must not keep the others from being found
                LOG.log(System.Logger.Level.DEBUG, "looking for a side at " + address, e);
            }
        }
    }

    /** Whether this side joins the one that is found there. */
    private boolean search(Address address, long connectedBy, Set<Address> asked) throws InterruptedException {
        if (!connected(address, connectedBy) || !asked.add(address)) {
            return false;
        }
        SideAnswer answer = ask(address);
        Address oldest = answer == null ? null : answer.oldest();
        if (oldest == null || clusterService.getMember(oldest) != null) {
            return answer != null && meets(address, answer);
        }
        connect(oldest);
        if (!asked.add(oldest) || !connected(oldest, System.nanoTime() + CONNECT_NANOS)) {
            return false;
        }
        SideAnswer its = ask(oldest);
        return its != null && meets(oldest, its);
    }

    private void connect(Address address) {
        node.getServer().getConnectionManager(EndpointQualifier.MEMBER).getOrConnect(address, true);
    }

    private boolean connected(Address address, long endNanos) throws InterruptedException {
        var connections = node.getServer().getConnectionManager(EndpointQualifier.MEMBER);
        while (connections.get(address) == null) {
            if (System.nanoTime() - endNanos >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** {@code null}: nobody is there, or nobody who knows. */
    private @Nullable SideAnswer ask(Address address) throws InterruptedException {
        try {
            Object answer = node.getNodeEngine()
                    .getOperationService()
                    .createInvocationBuilder(
                            ClusterServiceImpl.SERVICE_NAME, new AskSide(config.getClusterName()), address)
                    .setTryCount(1)
                    .invoke()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return answer instanceof SideAnswer known ? known : null;
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "asking " + address + " about its side", e);
            // a release that does not know the question
            return e.getCause() instanceof HazelcastSerializationException ? SideAnswer.UNABLE : null;
        } catch (TimeoutException e) { // it is asked again in the next round
            return null;
        }
    }

    /** Whether this side joins that one now. */
    private boolean meets(Address other, SideAnswer answer) throws InterruptedException {
        Side theirs = answer.side();
        if (theirs == null) {
            return answer.oldest() == null && leftToHazelcast(other);
        }
        Verdict verdict = side().against(theirs);
        if (verdict == Verdict.APART) {
            tellApart(other, theirs);
        }
        if (verdict == Verdict.WAITS || verdict == Verdict.APART) {
            return false;
        }
        // also sent by a side that stays: it makes an end to what the two may still believe to have in common
        SplitBrainJoinMessage message = message(verdict);
        SplitBrainMergeCheckResult result = sendSplitBrainJoinMessageAndCheckResponse(other, message);
        boolean joins = verdict == Verdict.EITHER
                ? result == SplitBrainMergeCheckResult.LOCAL_NODE_SHOULD_MERGE
                : verdict == Verdict.YIELDS && result != SplitBrainMergeCheckResult.CANNOT_MERGE;
        if (!joins || !stillSo(other, verdict)) {
            return false;
        }
        join(other, theirs.met() ? ", which went on" : "", message);
        return true;
    }

    /** Looked at again on both sides, just before all that is kept here is given up. */
    private boolean stillSo(Address other, Verdict verdict) throws InterruptedException {
        SideAnswer again = ask(other);
        Side theirs = again == null ? null : again.side();
        return theirs != null && side().against(theirs) == verdict;
    }

    private boolean leftToHazelcast(Address other) {
        SplitBrainJoinMessage usual = node.createSplitBrainJoinMessage();
        boolean joins = sendSplitBrainJoinMessageAndCheckResponse(other, usual)
                == SplitBrainMergeCheckResult.LOCAL_NODE_SHOULD_MERGE;
        if (joins) {
            join(other, "", usual);
        }
        return joins;
    }

    private void join(Address other, String how, SplitBrainJoinMessage message) {
        boolean keeps = Holdings.of(node.getNodeEngine()) != Kept.NOTHING;
        LOG.log(
                System.Logger.Level.WARNING,
                "met the grid at " + text(other) + how + ": joins it"
                        + (keeps ? ", and gives up what was kept here" : ""));
        setTargetAddress(other);
        startClusterMerge(other, message.getMemberListVersion());
    }

    private void tellApart(Address other, Side theirs) {
        long now = System.nanoTime();
        if (toldApart && now - toldApartNanos < BETWEEN_WARNINGS_NANOS) {
            return;
        }
        toldApart = true;
        toldApartNanos = now;
        String mine = quorum.get().refusal();
        String its = theirs.quorum().refusal();
        LOG.log(
                System.Logger.Level.WARNING,
                mine == null
                        ? "met the grid at " + text(other) + ", which keeps jobs or shared objects and "
                                + its + "; it could not go on with the nodes of this one either, so they stay"
                                + " apart: stop its nodes to give up what they keep, or bring back those it misses"
                        : "met the grid at " + text(other)
                                + ", which goes on; this one keeps jobs or shared objects and "
                                + mine + "; they stay apart: stop the nodes of this one to give up what they keep, or"
                                + " bring back those it misses");
    }

    private static String text(Address address) {
        return address.getHost() + ":" + address.getPort();
    }

    /** What Hazelcast sends, but that the other side comes to the same end by it. */
    private SplitBrainJoinMessage message(Verdict verdict) {
        SplitBrainJoinMessage usual = node.createSplitBrainJoinMessage();
        if (verdict == Verdict.EITHER) {
            return usual;
        }
        return new SplitBrainJoinMessage(
                usual.getBuildNumber(),
                usual.getMemberVersion(),
                usual.getAddress(),
                usual.getUuid(),
                usual.isLiteMember(),
                usual.getConfigCheck(),
                usual.getMemberAddresses(),
                verdict == Verdict.YIELDS ? FEWER_THAN_ALL : MORE_THAN_ALL,
                usual.getClusterVersion(),
                usual.getMemberListVersion());
    }
}
