package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import io.workgrid.api.JobId;
import io.workgrid.engine.store.GridStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Who on this member wants to hear of work and of pools that close: requests that arrive here are handed on. Any thread may use it. */
final class Hub {
    private static final String KEY = "workgrid.hub";

    private final List<Consumer<JobId>> workers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, Runnable>> scopes = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> leaving = new ConcurrentHashMap<>();

    /** The one of this member. */
    static Hub of(HazelcastInstance instance) {
        return (Hub) instance.getUserContext().computeIfAbsent(KEY, absent -> new Hub());
    }

    GridStore.Watch onWork(Consumer<JobId> work) {
        workers.add(work);
        return () -> workers.remove(work);
    }

    GridStore.Watch onScopeEnd(BiConsumer<String, Runnable> ended) {
        scopes.add(ended);
        return () -> scopes.remove(ended);
    }

    void work(JobId job) {
        workers.forEach(each -> each.accept(job));
    }

    /** Tells the workers here to leave a pool, once, and waits a little; whether they have left. */
    boolean leave(String scope, long longestMillis) {
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch left = leaving.putIfAbsent(scope, mine);
        if (left == null) {
            left = mine;
            tell(scope, mine::countDown);
        }
        try {
            if (!left.await(longestMillis, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        leaving.remove(scope, left);
        return true;
    }

    private void tell(String scope, Runnable left) {
        AtomicInteger waiting = new AtomicInteger(1);
        Runnable one = () -> {
            if (waiting.decrementAndGet() == 0) {
                left.run();
            }
        };
        for (BiConsumer<String, Runnable> node : scopes) {
            waiting.incrementAndGet();
            node.accept(scope, one);
        }
        one.run();
    }
}
