package io.workgrid.engine.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a submitting side, all daemons: one that reads the items of each job that is large or open, two that collect results,
 * up to 64 that run callbacks of the user's, and a timer.
 */
final class Threads implements AutoCloseable {
    private static final int COLLECTORS = 2;
    private static final int CALLBACKS = 64;

    private final ExecutorService feeders = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), named("feeder"));
    private final ExecutorService collectors = fixed(COLLECTORS, "collector");
    private final ExecutorService callbacks = fixed(CALLBACKS, "callback");
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Runnable> atClose = ConcurrentHashMap.newKeySet();

    Threads() {
        timer = new ScheduledThreadPoolExecutor(1, named("client-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadPoolExecutor fixed(int threads, String role) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(role));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String role) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "workgrid-" + role + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    void start(Runnable feeder) {
        feeders.execute(feeder);
    }

    void collect(Runnable collector) {
        collectors.execute(collector);
    }

    void call(Runnable callback) {
        callbacks.execute(callback);
    }

    /** Has something run when these threads have ended, unless it is taken out before. */
    void atClose(Runnable task) {
        atClose.add(task);
    }

    void notAtClose(Runnable task) {
        atClose.remove(task);
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    @Override
    public void close() {
        feeders.shutdownNow();
        collectors.shutdown();
        try {
            collectors.awaitTermination(
                    5, TimeUnit.SECONDS); // they read what has ended by now; none runs code of the user's
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atClose.forEach(Runnable::run); // a collector may hang in a request that nobody answers any more
        callbacks.shutdown();
        timer.shutdownNow();
    }
}
