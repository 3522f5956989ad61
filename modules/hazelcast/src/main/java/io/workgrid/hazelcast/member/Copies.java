package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.PartitionService;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Whether the copies of what this member holds for the grid, and of what others hold with it, are complete. They are not for a while when
 * members come or go; to look sends a request for each partition, so it is looked only then, until they are. Any thread may ask.
 */
final class Copies implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    private static final long PAUSE_MILLIS = 250;

    private final BooleanSupplier complete;
    private final Runnable unsubscribe;
    private final Thread thread;
    private boolean changed = true;
    private volatile boolean copying = true;
    private volatile boolean closed;

    private Copies(HazelcastInstance member) {
        PartitionService partitions = member.getPartitionService();
        complete = partitions::isLocalMemberSafe;
        UUID listener = member.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                change();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                change();
            }
        });
        unsubscribe = () -> member.getCluster().removeMembershipListener(listener);
        thread = new Thread(this::run, "workgrid-copies-" + member.getName());
        thread.setDaemon(true);
    }

    static Copies of(HazelcastInstance member) {
        Copies copies = new Copies(member);
        copies.thread.start();
        return copies;
    }

    /** Whether some are still being made, as far as is known. */
    boolean copying() {
        return copying;
    }

    private synchronized void change() {
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
}
