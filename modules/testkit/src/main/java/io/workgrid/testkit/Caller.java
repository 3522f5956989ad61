package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** A thread that makes one call, and so an owner of its own. For the thread of the case. */
final class Caller<T> {
    /** How long a call is watched that must not end. Too short finds less, but never fails by mistake. */
    private static final long WATCHED_MILLIS = 60;

    private final FutureTask<T> call;
    private final Thread thread;

    private Caller(Callable<T> body) {
        call = new FutureTask<>(body);
        thread = new Thread(call, "caller");
        thread.setDaemon(true);
    }

    /** Begins a call. */
    static <T> Caller<T> begin(Callable<T> body) {
        Caller<T> caller = new Caller<>(body);
        caller.thread.start();
        return caller;
    }

    /** Begins something that returns nothing. */
    static Caller<Boolean> run(Body body) {
        return begin(() -> {
            body.run();
            return true;
        });
    }

    /** Makes a call on another thread and waits for it. */
    static <T> T elsewhere(Callable<T> body) {
        return begin(body).end();
    }

    /** Makes so many calls at once and waits for all. */
    static <T> List<T> together(int callers, IntFunction<Callable<T>> bodies) {
        CountDownLatch start = new CountDownLatch(1);
        List<Caller<T>> all = new ArrayList<>();
        for (int n = 0; n < callers; n++) {
            Callable<T> body = bodies.apply(n);
            all.add(begin(() -> {
                start.await();
                return body.call();
            }));
        }
        start.countDown();
        List<T> results = new ArrayList<>();
        all.forEach(caller -> results.add(caller.end()));
        return results;
    }

    /** What it returned; what it threw is thrown. */
    T end() {
        try {
            return call.get(Eventually.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new AssertionError("the call failed", e.getCause());
        } catch (TimeoutException e) {
            AssertionError hangs = new AssertionError("the call has not ended, it is at", e);
            hangs.setStackTrace(thread.getStackTrace());
            throw hangs;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a call", e);
        }
    }

    /** Looks for a moment whether it still waits. */
    Caller<T> waits() {
        try {
            T ended = call.get(WATCHED_MILLIS, TimeUnit.MILLISECONDS);
            throw new AssertionError("the call should wait, but returned " + ended);
        } catch (TimeoutException asWanted) {
            return this;
        } catch (ExecutionException e) {
            throw new AssertionError("the call should wait, but failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while watching a call", e);
        }
    }

    /** Interrupts it. */
    void interrupt() {
        assertThat(call.isDone()).isFalse();
        thread.interrupt();
    }

    /** What a caller does that returns nothing. */
    interface Body {
        void run() throws Exception;
    }
}
