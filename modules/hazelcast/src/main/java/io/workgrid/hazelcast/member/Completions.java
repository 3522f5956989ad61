package io.workgrid.hazelcast.member;

import com.hazelcast.internal.util.ConcurrencyUtil;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads on which Hazelcast says that an asynchronous request was answered. It takes the common pool for that, and where the machine
 * has one or two processors it starts a thread for each answer: thousands a second. Threads that are kept for a while do the same. Any
 * thread may call.
 *
 * @see ConcurrencyUtil#getDefaultAsyncExecutor
 */
final class Completions {
    /** With more at work, whoever brings the answer does what follows from it. */
    private static final int MOST_THREADS = 256;

    private static final long KEPT_SECONDS = 10;

    /** Below this Hazelcast, as {@code CompletableFuture}, takes no pool. */
    private static final int LEAST_OF_A_POOL = 2;

    private static boolean kept;

    private Completions() {}

    /** Once is enough; where Hazelcast takes a pool, that is left as it is. */
    static synchronized void keepThreads() {
        if (!kept && ForkJoinPool.getCommonPoolParallelism() < LEAST_OF_A_POOL) {
            ConcurrencyUtil.setDefaultAsyncExecutor(threads());
        }
        kept = true;
    }

    /** As many as are needed at once: what follows from an answer may wait for another answer. */
    static Executor threads() {
        AtomicLong number = new AtomicLong();
        return new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> thread(task, number.getAndIncrement()),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /** It may be a worker that happens to start it: nothing of the job there is inherited, and its classes are not kept alive. */
    private static Thread thread(Runnable task, long number) {
        Thread thread = new Thread(null, task, "workgrid-answers-" + number, 0, false);
        thread.setContextClassLoader(Completions.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
