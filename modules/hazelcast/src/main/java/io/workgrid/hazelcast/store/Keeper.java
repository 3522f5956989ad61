package io.workgrid.hazelcast.store;

import com.hazelcast.client.Client;
import com.hazelcast.client.ClientListener;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.workgrid.api.JobId;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.node.Heap;
import io.workgrid.engine.page.ItemPage;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the shards that a member owns: settles what lost nodes held, drops pages that are through, notices ends and givers of
 * items that fell silent, and says again where there is work. One thread of its own; any thread may start and close it.
 *
 * <p>Each member looks after what it owns, so the work moves with the partitions and nobody has to be elected. Only the oldest also
 * does what concerns whole jobs, see {@link Retaining}.
 */
public final class Keeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.workgrid.keeper");
    private static final long ROUND_MILLIS = 250;
    /** After a node is lost partitions move for a while, and every shard that arrives must hear of it. */
    private static final long HURRIED_ROUND_MILLIS = 50;

    private static final long HURRY_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** A node that takes part and is not in our list of members may have joined just now. */
    private static final long ABSENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long IDLE_WORK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SAID_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_LOST = 1_000;

    private final HazelcastInstance member;
    private final HazelcastStore store;
    private final Cluster cluster;
    private final IMap<String, ShardEntry> ledgers;
    private final LocalKeys keys;
    private final IMap<String, ItemPage> pages;
    private final IMap<String, EndedJob> ended;
    private final IMap<String, Boolean> alive;
    private final Retaining retaining;
    private final Orphans orphans;
    private final CellKeeper cells;
    private final Dependants dependants;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Set<String> lost = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_LOST;
        }
    });
    private final Map<String, Long> absentSince = new HashMap<>();
    private final Map<String, Long> workSince = new HashMap<>();
    private final Map<String, Long> silentSince = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private final Heap heap = new Heap();
    private long saidNanos = System.nanoTime() - SAID_NANOS;
    private long hurryUntilNanos = System.nanoTime();
    private boolean closed;
    private UUID self;
    private @Nullable UUID listener;
    private @Nullable UUID clientListener;
    private @Nullable Thread thread;

    /** A keeper for a member; {@link #start} starts it. */
    public Keeper(HazelcastInstance member, HazelcastStore store) {
        this.member = member;
        this.store = store;
        cluster = member.getCluster();
        self = cluster.getLocalMember().getUuid();
        ledgers = member.getMap(StoreSetup.LEDGERS);
        keys = new LocalKeys(ledgers::localKeySet, System::nanoTime);
        pages = member.getMap(StoreSetup.PAGES);
        ended = member.getMap(StoreSetup.ENDED);
        alive = member.getMap(StoreSetup.ALIVE);
        retaining = new Retaining(member, store);
        cells = new CellKeeper(store.shared(), member.getMap(StoreSetup.CELLS), alive);
        orphans = new Orphans(member.getMap(StoreSetup.JOBS));
        dependants = new Dependants(store);
    }

    /** Begins. */
    public void start() {
        listener = cluster.addMembershipListener(new Ear());
        clientListener = member.getClientService().addClientListener(new ClientEar());
        Thread keeping = new Thread(this::run, "workgrid-keeper");
        keeping.setDaemon(true);
        keeping.start();
        thread = keeping;
    }

    private void run() {
        while (await()) {
            try {
                round();
                retaining.round();
                sayIfFull();
            } catch (RuntimeException e) { // a split, a member that leaves: the next round finds out
                LOG.log(System.Logger.Level.DEBUG, "a round of the keeper failed", e);
            }
        }
    }

    /** A grid whose nodes have no memory left does not take more to do. */
    private void sayIfFull() {
        String refusal = heap.get();
        if (refusal != null && System.nanoTime() - saidNanos > SAID_NANOS) {
            saidNanos = System.nanoTime();
            store.notes().full("node " + NodeNames.of(cluster.getLocalMember()) + ": " + refusal);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops, and why it ended does not matter
    private boolean await() {
        lock.lock();
        try {
            long millis = System.nanoTime() - hurryUntilNanos < 0 ? HURRIED_ROUND_MILLIS : ROUND_MILLIS;
            if (!closed) {
                boolean woken = wake.await(millis, TimeUnit.MILLISECONDS);
                hurryUntilNanos = woken ? System.nanoTime() + HURRY_NANOS : hurryUntilNanos;
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Those that left. To one that was cut off all others had, and they are there when it is back. */
    private Set<String> lost() {
        lock.lock();
        try {
            return NodeNames.absent(lost, cluster);
        } finally {
            lock.unlock();
        }
    }

    /** It was cut off, and is back among the others as a new member: what it noted meanwhile is of a grid that is no more. */
    private void forgetAll() {
        lock.lock();
        try {
            lost.clear();
        } finally {
            lock.unlock();
        }
        absentSince.clear();
        workSince.clear();
        silentSince.clear();
        over.clear();
        begun.clear();
        cells.forgetAll();
    }

    private void round() {
        UUID now = cluster.getLocalMember().getUuid();
        boolean anew = !now.equals(self);
        if (anew) {
            self = now;
            forgetAll();
        }
        boolean hurry = anew || System.nanoTime() - hurryUntilNanos < 0;
        Set<String> mine = keys.get(hurry);
        over.retainAll(mine);
        begun.retainAll(mine);
        workSince.keySet().retainAll(mine);
        silentSince.keySet().retainAll(mine);
        Set<String> present = NodeNames.present(cluster);
        absentSince.keySet().removeAll(present);
        Set<String> gone = lost();
        List<String> live = mine.stream().filter(key -> !over.contains(key)).toList();
        for (String key : live) {
            try {
                tend(key, new Tend(present, gone));
            } catch (RuntimeException e) { // what is wrong with one must not keep the others from being looked after
                LOG.log(System.Logger.Level.DEBUG, "looking after " + key + " failed", e);
            }
        }
        orphans.among(live, begun).forEach(this::orphaned);
        cells.round(present, gone, hurry);
    }

    private void tend(String key, Tend request) {
        Tend.Tended found = ledgers.executeOnKey(key, request);
        if (found != null) {
            tended(key, found);
        }
    }

    private void orphaned(String key) {
        String reason = Orphans.reason(Keys.job(key));
        LOG.log(System.Logger.Level.ERROR, reason);
        ledgers.executeOnKey(key, Steer.giveUp(reason));
    }

    private void tended(String key, Tend.Tended found) {
        JobId job = new JobId(Keys.job(key));
        for (long first : found.passed()) {
            pages.deleteAsync(Keys.index(job, first));
        }
        found.absent().forEach(this::absent);
        if (found.hasWork() || found.sealed()) {
            begun.add(key);
        }
        if (found.endedMillis() != 0) {
            ended.executeOnKey(job.text(), new NoteEnd(Keys.shardOf(key), found.endedMillis(), found.resultBytes()));
            over.add(key);
            return;
        }
        if (found.waits() && Keys.shardOf(key) == 0) {
            dependants.look(job);
        }
        if (since(workSince, key, found.hasWork(), IDLE_WORK_NANOS)) {
            store.tell(job);
        }
        if (!found.sealed() && since(silentSince, key, !alive.containsKey(found.submitter()), SILENCE_NANOS)) {
            store.stop(
                    job,
                    Reply.Stop.SOON,
                    JobPhase.FAILED,
                    "the process that submitted it left before all its items were given");
        }
    }

    private void absent(String node) {
        if (since(absentSince, node, true, ABSENCE_NANOS)) {
            isLost(node);
        }
    }

    /** Whether something has been so for that long; the time then begins anew. */
    private static boolean since(Map<String, Long> times, String key, boolean is, long longNanos) {
        long now = System.nanoTime();
        if (!is) {
            times.remove(key);
            return false;
        }
        Long began = times.putIfAbsent(key, now);
        if (began == null || now - began < longNanos) {
            return false;
        }
        times.remove(key);
        return true;
    }

    private void isLost(String node) {
        lock.lock();
        try {
            lost.add(node);
            wake.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
        if (listener != null && member.getLifecycleService().isRunning()) {
            cluster.removeMembershipListener(listener);
            if (clientListener != null) {
                member.getClientService().removeClientListener(clientListener);
            }
        }
        Thread keeping = thread;
        if (keeping != null) {
            try {
                keeping.join(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Hears who left. */
    private final class Ear extends MembershipAdapter {
        @Override
        public void memberRemoved(MembershipEvent event) {
            if (NodeNames.isNode(event.getMember())) {
                isLost(NodeNames.of(event.getMember()));
            }
        }
    }

    /** Hears which clients are gone. */
    private final class ClientEar implements ClientListener {
        @Override
        public void clientConnected(Client client) {
            // it says so itself
        }

        @Override
        public void clientDisconnected(Client client) {
            try {
                cells.disconnected(Sessions.of(client.getUuid()));
            } catch (RuntimeException e) { // this member leaves
                LOG.log(System.Logger.Level.DEBUG, "a client is gone", e);
            }
        }
    }
}
