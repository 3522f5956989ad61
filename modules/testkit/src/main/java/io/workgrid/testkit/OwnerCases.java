package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BarrierBrokenException;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedBarrier;
import io.workgrid.api.shared.SharedCondition;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.api.shared.SharedSemaphore;
import io.workgrid.api.task.Task;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an attempt holds or waits for ends with it, however it ends. */
interface OwnerCases extends Cases {

    /** One item. */
    private <O> JobHandle<O> job(JobOptions options, Task<Integer, O> task) {
        return stage().grid().submit(JobSpec.<Integer, O>of(task, List.of(0)).withOptions(options));
    }

    private static void end(JobHandle<?> job) {
        job.await(Eventually.DEADLINE);
    }

    /** What a task does that waits for ever. */
    interface Wait extends Serializable {
        void begin() throws Exception;
    }

    /** An item that says when it begins to wait, cancelled while it waits. */
    private void cancelled(Wait wait) {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = job(JobOptions.DEFAULT, (n, context) -> {
            at.hit("waits");
            wait.begin();
            return n;
        });
        stage().signals().await("waits", 1);
        Caller.begin(() -> job.await(Duration.ofHours(1))).waits();
        job.cancel();
        end(job);
    }

    @Test
    default void lockOfAnAttemptThatIsDoneIsFree() {
        SharedLock lock = stage().manager().lock("lock");
        end(job(JobOptions.DEFAULT, (n, context) -> lock.acquire().fence()));
        lock.acquire(Eventually.DEADLINE).close();
    }

    @Test
    default void lockOfAnAttemptThatFailedIsFree() {
        SharedLock lock = stage().manager().lock("lock");
        assertThatThrownBy(() -> stage().grid().pool().apply(() -> {
                    throw new IllegalStateException(
                            "with fence " + lock.acquire().fence());
                }))
                .isInstanceOf(ItemFailedException.class);
        lock.acquire(Eventually.DEADLINE).close();
    }

    @Test
    default void nextAttemptTakesTheLockOfTheFailedOne() {
        SharedLock lock = stage().manager().lock("lock");
        List<Boolean> grew = stage().grid()
                .pool()
                .with(Stage.retrying(1))
                .map(
                        (n, context) -> {
                            long fence = lock.acquire(Eventually.DEADLINE).fence();
                            long before = context.manager().counter("fence").set(fence);
                            if (context.attempt() == 1) {
                                throw new IllegalStateException("with the lock in hand");
                            }
                            return fence > before;
                        },
                        List.of(1));
        assertThat(grew).containsExactly(true);
        lock.acquire(Eventually.DEADLINE).close();
    }

    @Test
    default void lockOfACancelledAttemptIsFree() {
        SharedLock lock = stage().manager().lock("lock");
        cancelled(() -> {
            lock.acquire();
            Stage.untilInterrupted();
        });
        lock.acquire(Eventually.DEADLINE).close();
    }

    @Test
    default void lockOfAnAttemptThatTimedOutIsFree() {
        SharedLock lock = stage().manager().lock("lock");
        end(job(JobOptions.DEFAULT.withTimeout(Duration.ofMillis(200)), (n, context) -> {
            lock.acquire();
            Stage.untilInterrupted();
            return n;
        }));
        lock.acquire(Eventually.DEADLINE).close();
    }

    @Test
    default void cancelledAttemptWaitsForNoLockAnyMore() {
        SharedLock lock = stage().manager().lock("lock");
        try (Hold hold = lock.acquire()) {
            cancelled(lock::acquire);
            Eventually.until(
                    "nobody waits", () -> stage().manager().locks().get(0).waiting() == 0);
        }
        assertThat(lock.tryAcquire()).isPresent();
        lock.release();
    }

    @Test
    default void permitsOfAnAttemptComeBack() {
        SharedSemaphore three = stage().manager().semaphore("semaphore", 3);
        end(job(JobOptions.DEFAULT, (n, context) -> {
            three.acquire();
            three.acquire();
            return n;
        }));
        Eventually.until("the permits are back", () -> three.available() == 3);
    }

    @Test
    default void barrierOfACancelledAttemptIsBroken() {
        SharedBarrier barrier = stage().manager().barrier("barrier", 3);
        Caller<Integer> other = Caller.begin(barrier::await).waits();
        cancelled(barrier::await);
        assertThatThrownBy(other::end).isInstanceOf(BarrierBrokenException.class);
        assertThat(barrier.broken()).isTrue();
    }

    @Test
    default void signalToACancelledAttemptGoesToTheNext() {
        SharedLock lock = stage().manager().lock("lock");
        SharedCondition condition = stage().manager().condition(lock);
        cancelled(() -> {
            lock.acquire();
            stageless(lock).await();
        });
        Caller<Boolean> next = Caller.begin(() -> {
            try (Hold hold = lock.acquire()) {
                return condition.await(Eventually.DEADLINE);
            }
        });
        Eventually.until(
                "it waits",
                () -> stage().manager().locks().stream()
                        .anyMatch(view -> view.kind().equals("condition") && view.waiting() == 1));
        try (Hold hold = lock.acquire(Eventually.DEADLINE)) {
            condition.signal();
        }
        assertThat(next.end()).isTrue();
    }

    private static SharedCondition stageless(SharedLock lock) {
        return Painters.manager().condition(lock);
    }

    @Test
    default void cancelledAttemptReceivesNothing() {
        SharedQueue<Integer> queue = stage().manager().queue("queue");
        cancelled(queue::get);
        queue.put(1);
        assertThat(queue.getDone(Eventually.DEADLINE)).isEqualTo(1);
        Channel<Integer> channel = stage().manager().channel("channel", 0);
        assertThat(channel.trySend(1)).isFalse();
    }

    @Test
    default void cancelledAttemptSendsNothing() {
        Channel<Integer> channel = stage().manager().channel("channel", 0);
        cancelled(() -> channel.send(1));
        Eventually.until("it sends no more", () -> channel.tryReceive().element() == null);
    }

    @Test
    default void itemsOfOneWorkerAreOwnersOfTheirOwn() {
        SharedLock lock = stage().manager().lock("lock");
        List<Boolean> heldBefore = stage().grid()
                .pool()
                .with(Stage.ONE_BY_ONE)
                .map(
                        n -> {
                            boolean held = lock.held();
                            lock.acquire(Eventually.DEADLINE);
                            return held;
                        },
                        Stage.range(6));
        assertThat(heldBefore).containsOnly(false);
        lock.acquire(Eventually.DEADLINE).close();
    }
}
