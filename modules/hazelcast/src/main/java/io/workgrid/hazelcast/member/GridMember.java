package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.RefusedException;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.hazelcast.key.KeyedMembers;
import io.workgrid.hazelcast.store.HazelcastStore;
import io.workgrid.hazelcast.store.Keeper;
import io.workgrid.hazelcast.store.NodeNames;
import io.workgrid.hazelcast.wire.WireVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * This process as a node of a grid: a member of the cluster, and the workers on it. Any thread may call.
 *
 * <p>The member may outlive its node: one that was cut off and comes back is another member to the others, so the node it had ends, what
 * that still held is refused by its fence, and another one starts under another name.
 */
public final class GridMember implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration ADMISSION = Duration.ofSeconds(5);
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");

    private final NodeOptions options;
    private final int workers;
    private final Sight sight;
    private final HeapGate heap;
    private final HazelcastInstance member;
    private final HazelcastStore store;
    private final Keeper keeper;
    private final StoreGrid grid;
    private final Nodes nodes;
    private final Lookout lookout;
    private final Copies copies;
    private final CountDownLatch left = new CountDownLatch(1);
    private final AtomicBoolean leaving = new AtomicBoolean();
    private volatile boolean cutOff;
    private volatile @Nullable Tenure tenure;

    private GridMember(NodeOptions options, int workers, Neighbours neighbours, Sight sight, HazelcastInstance member) {
        this.options = options;
        this.workers = workers;
        this.sight = sight;
        this.member = member;
        heap = new HeapGate(options.heapPercent());
        store = new HazelcastStore(member, Seals.of(options.key()));
        keeper = new Keeper(member, store);
        nodes = new Nodes(member);
        grid = new StoreGrid(store, nodes::view, nodes::drain, this::leave, () -> {
            Tenure now = tenure;
            return now == null ? null : now.exchangeTimes();
        });
        lookout = new Lookout(member, sight, neighbours, heap, this::renew);
        copies = Copies.of(member);
    }

    /**
     * Joins a grid, or begins one if nobody is there, and takes up work.
     *
     * @throws io.workgrid.api.BadInputException if the node cannot listen where it should
     * @throws RefusedException if the nodes that are there are of a version that this one does not understand
     */
    public static GridMember start(NodeOptions options) {
        Quiet.please();
        Completions.keepThreads();
        int workers =
                options.workers() > 0 ? options.workers() : Runtime.getRuntime().availableProcessors();
        Neighbours neighbours = Neighbours.of(options);
        Sight sight = new Sight(options.quorum());
        var config = MemberConfig.of(options, workers, neighbours, sight, WireVersion.NOW);
        HazelcastInstance instance;
        try {
            instance = KeyedMembers.start(
                    config, options.key(), joining -> Wire.fault(WireVersion.NOW, joining), sight::quorumNow);
        } catch (RuntimeException e) {
            String refusal = Quiet.refusalOf(options.name());
            throw refusal == null ? Binding.fault(options, e) : new RefusedException(refusal, e, false);
        }
        try {
            GridMember started = new GridMember(options, workers, neighbours, sight, instance);
            started.open();
            return started;
        } catch (RuntimeException | Error e) {
            instance.getLifecycleService().terminate();
            throw e;
        }
    }

    private void open() {
        member.getUserContext().put(Control.KEY, new Office());
        member.getLifecycleService().addLifecycleListener(this::lives);
        sight.open(() -> member.getCluster().getMembers(), this::sightChanged);
        lookout.start();
        admitted();
        keeper.start();
        renew();
    }

    private void sightChanged() {
        lookout.wake();
        try {
            Sight.askAgain(member);
        } catch (RuntimeException e) { // the member leaves
            LOG.log(System.Logger.Level.DEBUG, "asking again whether the maps may be touched", e);
        }
    }

    /** The maps refuse everything until Hazelcast has asked; waits until it has, or it is sure that they go on refusing. */
    private void admitted() {
        long end = System.nanoTime() + ADMISSION.toNanos();
        var guard = member.getSplitBrainProtectionService().getSplitBrainProtection(MemberConfig.QUORUM);
        try {
            while (!guard.hasMinimumSize() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lives(LifecycleEvent event) {
        if (event.getState() == LifecycleState.MERGING) {
            cutOff = true;
            sight.again();
        } else if (event.getState() == LifecycleState.MERGED || event.getState() == LifecycleState.MERGE_FAILED) {
            cutOff = false;
            sight.again();
            lookout.wake();
        } else if (event.getState() == LifecycleState.SHUTDOWN && leaving.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.ERROR, "the node was ended from outside, or by a lack of memory");
            Thread end = new Thread(this::dissolve, "workgrid-end-" + options.name());
            end.start();
        }
    }

    /** Sees to it that a node runs, under the name that this member has now. */
    private synchronized void renew() {
        Tenure now = tenure;
        if (leaving.get() || cutOff || (now != null && now.name().equals(name()))) {
            return;
        }
        if (now != null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the grid had gone on without node " + now.name() + "; it begins anew as " + name());
            now.close();
        }
        tenure = Tenure.begin(name(), workers, store, grid, this::refusal);
    }

    private @Nullable String refusal() {
        String alone = cutOff ? "comes back to the others" : sight.refusal();
        return alone == null ? heap.refusal() : alone;
    }

    /** The grid, as a program sees it. To close it is to leave. */
    public Grid grid() {
        return grid;
    }

    /** The node's name in the grid, now. */
    public String name() {
        return NodeNames.of(member.getCluster().getLocalMember());
    }

    /** Host and port where the node listens for others. */
    public String address() {
        return Sight.peer(member.getCluster().getLocalMember()).address();
    }

    /** The nodes of the grid. */
    public Nodes nodes() {
        return nodes;
    }

    /** Waits until the node has left: it was closed, told to drain by somebody, or ended from outside. */
    public void awaitLeft() throws InterruptedException {
        left.await();
    }

    HazelcastInstance instance() {
        return member;
    }

    /** Drains the node and leaves; returns when it has. Closing again waits as well. */
    @Override
    public void close() {
        grid.close();
        boolean interrupted = false;
        while (true) {
            try {
                left.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        if (!leaving.compareAndSet(false, true)) {
            return;
        }
        Tenure now = tenure;
        if (now != null && !now.drain(options.drainTimeout())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "node " + now.name() + " leaves with work unfinished: it took longer than "
                            + options.drainTimeout());
        }
        announce();
        dissolve();
    }

    private void announce() {
        List<Member> others = new ArrayList<>(member.getCluster().getMembers());
        others.removeIf(Member::localMember);
        String id = member.getCluster().getLocalMember().getUuid().toString();
        Asking.of(member).ask(others, Request.leaves(id), ANSWER);
    }

    private synchronized void dissolve() {
        try {
            Tenure now = tenure;
            if (now != null) {
                now.close();
            }
            keeper.close();
            lookout.close();
            copies.close();
            store.close();
            member.shutdown();
        } finally {
            left.countDown();
        }
    }

    /** The side that other nodes and clients see. */
    private final class Office implements Control {
        @Override
        public Report report() {
            Tenure now = tenure;
            return now == null
                    ? new Report(0, leaving.get(), "starts", true, sight.quorum())
                    : new Report(
                            now.busy(), leaving.get() || now.draining(), refusal(), copies.copying(), sight.quorum());
        }

        @Override
        public void leaves(String other) {
            sight.proven(other);
        }

        @Override
        public void leave() {
            new Thread(GridMember.this::close, "workgrid-drain-" + options.name()).start();
        }
    }
}
