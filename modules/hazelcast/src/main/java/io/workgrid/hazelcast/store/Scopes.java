package io.workgrid.hazelcast.store;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends pools: tells every node, and asks again until its workers have left. A node that is gone has left. Any thread may use it. */
final class Scopes implements AutoCloseable {
    private static final long AGAIN_MILLIS = 20;

    private final HazelcastInstance instance;
    private final IExecutorService control;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workgrid-scopes");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Runnable, Boolean> open = new ConcurrentHashMap<>();

    Scopes(HazelcastInstance instance, IExecutorService control) {
        this.instance = instance;
        this.control = control;
    }

    void end(String scope, Runnable left) {
        open.put(left, true);
        ask(scope, left);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // each round begins the next
    private void ask(String scope, Runnable left) {
        try {
            List<Member> nodes = HazelcastStore.nodes(instance);
            List<CompletableFuture<Boolean>> answers = nodes.stream()
                    .map(node -> answer(control.submitToMember(new LeaveScope(scope), node)))
                    .toList();
            CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                    .whenComplete((all, failure) -> {
                        if (answers.stream().allMatch(CompletableFuture::join)) {
                            leave(left);
                        } else {
                            timer.schedule(() -> ask(scope, left), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                        }
                    });
        } catch (RejectedExecutionException | IllegalStateException e) {
            leave(left); // this process leaves the grid
        }
    }

    private static CompletableFuture<Boolean> answer(Future<Boolean> future) {
        // both the member's and the client's are one
        return future instanceof CompletionStage<?> stage
                ? stage.thenApply(Boolean.TRUE::equals).toCompletableFuture().exceptionally(gone -> true)
                : CompletableFuture.completedFuture(true);
    }

    private void leave(Runnable left) {
        if (open.remove(left) != null) {
            left.run();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        open.keySet().forEach(this::leave);
    }
}
