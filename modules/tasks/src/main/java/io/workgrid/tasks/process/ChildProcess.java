package io.workgrid.tasks.process;

import io.workgrid.api.task.TaskFailureException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs one program to its end, with an empty stdin. Used by the thread that waits for it; interrupting that thread kills the program and
 * all it started.
 *
 * <p>The program has ended when its own process has: what it left running in the background goes on, as with {@code xargs}, and what
 * that writes later is not kept.
 */
public final class ChildProcess {
    /** Carries the launch's id to every descendant; of a grid run by a grid, all ids on the way, with {@code /} between them. */
    static final String ID_VARIABLE = "GRID_ATTEMPT_ID";

    private static final File EMPTY = new File("/dev/null");
    private static final String OUTER_ID = System.getenv().getOrDefault(ID_VARIABLE, "");
    private static final String JVM =
            Long.toHexString(ThreadLocalRandom.current().nextLong() >>> 16);
    private static final AtomicLong LAUNCHES = new AtomicLong();

    /** A pipe holds 64 KiB: when so much came at once, the program is likely waiting for us. */
    private static final int MUCH_BYTES = 16 * 1024;

    /** Longer than a short program takes: a look costs a wake-up, and most programs need none. */
    private static final long FIRST_WAIT_MILLIS = 4;

    private static final long LONGEST_WAIT_MILLIS = 100;
    private static final int QUICK_LOOKS = 20;
    private static final long QUICK_LOOK_NANOS = 50_000;

    /** What is read after the exit at most: a pipe's usual capacity limit. A background process may write without end. */
    private static final int LAST_BYTES = 1024 * 1024;

    private final Launch launch;
    private final ProcessTree tree;
    private final Process process;
    private final Capture stdout;
    private final Capture stderr;

    private ChildProcess(Launch launch, ProcessTree tree, Process process) {
        this.launch = launch;
        this.tree = tree;
        this.process = process;
        this.stdout = new Capture(process.getInputStream(), launch.keepBytes());
        this.stderr = new Capture(process.getErrorStream(), launch.keepBytes());
    }

    /**
     * Runs it and waits.
     *
     * @throws TaskFailureException if it cannot be started
     * @throws InterruptedException if the thread was interrupted; by then nothing of it runs any more
     */
    public static Ended run(Launch launch) throws TaskFailureException, InterruptedException {
        LaunchText.check(launch);
        String own = launch.label() + "." + JVM + "." + LAUNCHES.incrementAndGet();
        String id = OUTER_ID.isEmpty() ? own : OUTER_ID + "/" + own;
        ProcessTree tree = new ProcessTree(id);
        LiveTrees.add(tree);
        try {
            Process process = start(launch, id, tree);
            return new ChildProcess(launch, tree, process).await();
        } finally {
            LiveTrees.remove(tree);
        }
    }

    private static Process start(Launch launch, String id, ProcessTree tree) throws TaskFailureException {
        ProcessBuilder builder = new ProcessBuilder(launch.argv()).redirectInput(EMPTY);
        Map<String, String> env = builder.environment();
        env.putAll(launch.env());
        env.put(ID_VARIABLE, id);
        try {
            Process process = builder.start();
            tree.launched(process);
            return process;
        } catch (IOException e) {
            throw LaunchFailure.of(launch, e);
        } finally {
            if (tree.launching()) {
                tree.launched(null);
            }
        }
    }

    private Ended await() throws InterruptedException {
        InputStream out = process.getInputStream();
        InputStream err = process.getErrorStream();
        // At the exit the JDK's reaper thread reads both pipes until they are empty. While a background process keeps
        // writing small
        // pieces they never are: one "dd bs=16 &" held a stream for 5 s and put 33 MB on the heap. The reaper locks
        // each stream for
        // that, so holding the locks until the streams are closed keeps it out. The exit itself is reported before and
        // needs none.
        synchronized (out) {
            synchronized (err) {
                try {
                    pump();
                    return new Ended(process.exitValue(), stdout.output(), stderr.output());
                } catch (InterruptedException e) {
                    throw killed(e);
                } finally {
                    close(out);
                    close(err);
                }
            }
        }
    }

    /** Waits for the exit and looks into the pipes meanwhile: at once again after much, ever more seldom after nothing. */
    private void pump() throws InterruptedException {
        long waitMillis = FIRST_WAIT_MILLIS;
        int quick = 0;
        while (!process.waitFor(quick > 0 ? 0 : waitMillis, TimeUnit.MILLISECONDS)) {
            int taken = stdout.take() + stderr.take();
            if (taken >= MUCH_BYTES) {
                quick = QUICK_LOOKS;
            } else if (quick > 0) {
                quick--;
                LockSupport.parkNanos(QUICK_LOOK_NANOS);
            }
            waitMillis = taken > 0 ? 1 : Math.min(2 * waitMillis, LONGEST_WAIT_MILLIS);
            if (Thread.interrupted()) { // waitFor(0) does not look
                throw new InterruptedException();
            }
        }
        takeTheRest(stdout);
        takeTheRest(stderr);
    }

    private static void takeTheRest(Capture capture) {
        int taken = 0;
        int n = 1;
        while (n > 0 && taken < LAST_BYTES) {
            n = capture.take();
            taken += n;
        }
    }

    private InterruptedException killed(InterruptedException interrupt) {
        int left = TreeKill.end(List.of(tree), launch.killGrace(), () -> {
            takeTheRest(stdout);
            takeTheRest(stderr);
        });
        takeTheRest(stderr);
        String message = "interrupted; killed " + launch.argv().get(0) + " and all it started"
                + (left == 0 ? "" : ", except " + left + " that do not die of SIGKILL (they hang in the kernel)");
        String last = stderr.output().tail().strip();
        InterruptedException killed = new InterruptedException(
                last.isEmpty() ? message : message + "; last on stderr: " + last.substring(last.lastIndexOf('\n') + 1));
        killed.initCause(interrupt);
        return killed;
    }

    private static void close(InputStream pipe) {
        try {
            pipe.close();
        } catch (IOException e) {
            // nothing is lost: all that counts was read
        }
    }
}
