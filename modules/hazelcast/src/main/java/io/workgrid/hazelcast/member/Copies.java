package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.PartitionService;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the copies of what this member holds for the grid, and of what others hold with it, are complete. They are not for a while when
 * members come or go; to look sends a request for each partition, so it is looked only then, until they are. Any thread may ask.
 */
final class Copies implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    private static final long PAUSE_MILLIS = 1_000;

    private final BooleanSupplier complete;
    private final Runnable unsubscribe;
    private final Thread thread;
    private boolean changed = true;
    private volatile boolean copying = true;
    private volatile boolean closed;

    /**
     * @param complete whether all are there now; asked again and again until they are
     * @param unsubscribe ends what calls {@link #change}
     */
    Copies(String name, BooleanSupplier complete, Runnable unsubscribe) {
        this.complete = complete;
        this.unsubscribe = unsubscribe;
        thread = new Thread(this::run, "workgrid-copies-" + name);
        thread.setDaemon(true);
    }

    static Copies of(HazelcastInstance member) {
        PartitionService partitions = member.getPartitionService();
        Changes changes = new Changes();
        UUID listener = member.getCluster().addMembershipListener(changes);
        Copies copies = new Copies(
                member.getName(),
                partitions::isLocalMemberSafe,
                () -> member.getCluster().removeMembershipListener(listener));
        changes.of = copies;
        copies.start();
        return copies;
    }

    void start() {
        thread.start();
    }

    /** Whether some are still being made, as far as is known. */
    boolean copying() {
        return copying;
    }

    /** Members came or went. */
    synchronized void change() {
        changed = true;
        copying = true;
        notifyAll();
    }

    private void run() {
        try {
            while (!closed) {
                awaitChange();
                while (!closed && !isComplete()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the member leaves
        }
    }

    private synchronized void awaitChange() throws InterruptedException {
        while (!changed) {
            wait();
        }
        changed = false;
    }

    private synchronized void done() {
        copying = changed;
    }

    /** Takes as long as the members of the copies take to answer, 10 s at most. */
    private boolean isComplete() {
        try {
            return complete.getAsBoolean();
        } catch (RuntimeException e) { // the member may be just leaving or merging
            LOG.log(System.Logger.Level.DEBUG, "looking at copies", e);
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            unsubscribe.run();
        } catch (RuntimeException e) { // the member has gone, and its listeners with it
            LOG.log(System.Logger.Level.DEBUG, "no more news of members", e);
        }
    }

    /** Members that come and go; before there is somebody to tell, that copies are being made is what is believed anyway. */
    private static final class Changes implements MembershipListener {
        private volatile @Nullable Copies of;

        @Override
        public void memberAdded(MembershipEvent event) {
            tell();
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            tell();
        }

        private void tell() {
            Copies copies = of;
            if (copies != null) {
                copies.change();
            }
        }
    }
}
