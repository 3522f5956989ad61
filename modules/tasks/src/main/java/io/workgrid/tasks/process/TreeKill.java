package io.workgrid.tasks.process;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends process trees: TERM, after the grace KILL, again and again until nothing is left. Cannot be interrupted; is bounded in time. */
final class TreeKill {
    /** A process that does not die of KILL hangs in the kernel; nobody can wait for that. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private TreeKill() {}

    /**
     * @param trees read anew each time, so that what is added meanwhile is ended too
     * @param meanwhile done between two looks, as emptying pipes that a dying process may wait for
     * @return how many processes are left; 0 unless some hang in the kernel
     */
    static int end(Collection<ProcessTree> trees, Duration grace, Runnable meanwhile) {
        boolean interrupted = Thread.interrupted();
        try {
            long start = System.nanoTime();
            long kill = grace.toNanos();
            long giveUp = kill + AFTER_KILL.toNanos();
            long pause = FIRST_PAUSE_NANOS;
            int left;
            while ((left = sweep(trees, System.nanoTime() - start >= kill)) > 0 && System.nanoTime() - start < giveUp) {
                meanwhile.run();
                LockSupport.parkNanos(pause);
                interrupted |= Thread.interrupted(); // an interrupt would make each further pause end at once
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
            return left;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int sweep(Collection<ProcessTree> trees, boolean kill) {
        ProcessTable table = ProcessTable.read();
        int left = 0;
        for (ProcessTree tree : trees) {
            left += kill ? tree.kill(table) : tree.terminate(table);
            left += tree.launching() ? 1 : 0;
        }
        return left;
    }
}
