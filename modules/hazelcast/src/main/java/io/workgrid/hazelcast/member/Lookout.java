package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The thread of a member that looks around: asks the oldest member who was there before, tries the doors of those that are missing,
 * sends clients away if need be, looks up names again, looks at the memory, ends what a merge left behind, and notices when this member has become another one. It never waits for work.
 */
final class Lookout implements AutoCloseable {
    private static final long EVERY_MILLIS = 1_000;
    private static final long HURRY_MILLIS = 50;
    private static final int NAMES_EVERY = 10;
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final HazelcastInstance member;
    private final Sight sight;
    private final Neighbours neighbours;
    private final HeapGate heap;
    private final Guests guests;
    private final Thaw thaw;
    private final Runnable renew;
    private final Thread thread;
    private boolean woken;
    private volatile boolean closed;

    /**
     * A lookout.
     *
     * @param renew called each time after a look; ends the node of a member that has become another one, and starts anew
     */
    Lookout(HazelcastInstance member, Sight sight, Neighbours neighbours, HeapGate heap, Runnable renew) {
        this.member = member;
        this.sight = sight;
        this.neighbours = neighbours;
        this.heap = heap;
        guests = new Guests(member);
        thaw = new Thaw(member.getCluster(), System::nanoTime);
        this.renew = renew;
        thread = new Thread(this::run, "workgrid-lookout-" + member.getName());
        thread.setDaemon(true);
    }

    void start() {
        learn();
        thread.start();
    }

    /** There is something to look at. Returns at once. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        try {
            for (int round = 1; !closed; round++) {
                look(round);
                rest(sight.quorum().learned() ? EVERY_MILLIS : HURRY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the member leaves
        }
    }

    private void look(int round) {
        try {
            learn();
            sight.probe(Probe.USUAL_MILLIS);
            sight.passed();
            guests.look(sight.quorum().met());
            heap.look();
            thaw.look();
            if (round % NAMES_EVERY == 0) {
                neighbours.lookUp();
            }
            renew.run();
        } catch (RuntimeException e) { // the member may be just leaving or merging; there is a next time
            System.getLogger("io.workgrid.hazelcast").log(System.Logger.Level.DEBUG, "looking around", e);
        }
    }

    private synchronized void rest(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); !woken && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        woken = false;
    }

    /** Who is the oldest has nobody to ask. */
    private void learn() {
        if (sight.quorum().learned()) {
            return;
        }
        Member oldest = member.getCluster().getMembers().iterator().next();
        if (oldest.localMember()) {
            sight.learned(Set.of(), Set.of());
            return;
        }
        Report report = Asking.of(member).ask(oldest, Request.look(), ANSWER);
        if (report != null && report.learned()) {
            sight.learned(report.known(), report.gone());
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
