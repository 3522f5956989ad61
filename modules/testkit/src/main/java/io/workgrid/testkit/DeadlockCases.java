package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.view.LockView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Owners that wait for each other are named. */
interface DeadlockCases extends Cases {

    private SharedLock lock(int number) {
        return stage().manager().lock("lock " + number);
    }

    /** So many owners in a ring: each holds one lock and waits for the next. Who is interrupted gives up, and so resolves it. */
    private List<Caller<Boolean>> ring(int owners) {
        return ring(IntStream.range(0, owners).mapToObj(this::lock).toList());
    }

    private List<Caller<Boolean>> ring(List<SharedLock> locks) {
        int owners = locks.size();
        CountDownLatch allHold = new CountDownLatch(owners);
        List<Caller<Boolean>> callers = new ArrayList<>();
        for (int n = 0; n < owners; n++) {
            SharedLock mine = locks.get(n);
            SharedLock next = locks.get((n + 1) % owners);
            callers.add(Caller.run(() -> {
                mine.acquire();
                allHold.countDown();
                allHold.await();
                try {
                    next.acquire().close();
                } catch (WaitTimedOutException interrupted) {
                    assertThat(Thread.interrupted()).isTrue();
                }
                mine.release();
            }));
        }
        Eventually.until(
                "each waits",
                () -> stage().grid().locks().stream()
                                .filter(view -> view.waiting() == 1)
                                .count()
                        == owners);
        return callers;
    }

    private List<LockView> deadlocked() {
        return stage().manager().locks().stream()
                .filter(view -> !view.deadlock().isEmpty())
                .toList();
    }

    private static void resolve(List<Caller<Boolean>> ring) {
        ring.get(0).interrupt();
        ring.forEach(Caller::end);
    }

    @Test
    default void deadlockOfTwoIsNamed() {
        List<Caller<Boolean>> ring = ring(2);
        Eventually.until("it is seen", () -> deadlocked().size() == 2);
        LockView first = stage().manager().locks().get(0);
        assertThat(first.deadlock()).hasSize(2).doesNotHaveDuplicates();
        assertThat(first.deadlock()).contains(first.holders().get(0).owner());
        resolve(ring);
        assertThat(deadlocked()).isEmpty();
    }

    @Test
    default void deadlockOfThreeIsNamed() {
        List<Caller<Boolean>> ring = ring(3);
        Eventually.until("it is seen", () -> deadlocked().size() == 3);
        assertThat(deadlocked().get(0).deadlock()).hasSize(3).doesNotHaveDuplicates();
        resolve(ring);
    }

    @Test
    default void locksInADeadlockComeFirst() {
        lock(9).acquire();
        stage().manager().lock("a lock").acquire();
        List<Caller<Boolean>> ring = ring(2);
        Eventually.until("it is seen", () -> deadlocked().size() == 2);
        List<LockView> all = stage().manager().locks();
        assertThat(all).hasSize(4);
        assertThat(all.subList(0, 2)).noneMatch(view -> view.deadlock().isEmpty());
        assertThat(all.subList(2, 4)).allMatch(view -> view.deadlock().isEmpty());
        resolve(ring);
        lock(9).release();
        stage().manager().lock("a lock").release();
    }

    @Test
    default void deadlockThroughTwoScopesIsNamed() {
        JobId job = stage().grid()
                .submit(JobSpec.<Integer, Integer>of((n, context) -> n, List.of(1)))
                .id();
        stage().grid().job(job).await();
        SharedLock ofGrid = lock(0);
        SharedLock ofJob = stage().grid().manager(job).lock("lock of the job");
        List<Caller<Boolean>> callers = ring(List.of(ofGrid, ofJob));
        Eventually.until(
                "it is seen",
                () -> stage().grid().locks().stream()
                                .filter(view -> view.deadlock().size() == 2)
                                .count()
                        == 2);
        assertThat(stage().grid().locks()).extracting(LockView::scope).containsExactlyInAnyOrder("grid", job.text());
        assertThat(deadlocked()).extracting(LockView::name).containsExactly("lock 0");
        resolve(callers);
        Eventually.until("nobody holds or waits", () -> stage().grid().locks().isEmpty());
    }

    @Test
    default void waitingInALineIsNoDeadlock() {
        SharedLock lock = lock(0);
        lock.acquire();
        List<Caller<Boolean>> waiters = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            waiters.add(Caller.run(() -> lock.acquire().close()).waits());
        }
        assertThat(deadlocked()).isEmpty();
        lock.release();
        waiters.forEach(Caller::end);
    }
}
