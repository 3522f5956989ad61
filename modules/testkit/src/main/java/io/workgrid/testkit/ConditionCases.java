package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedCondition;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedRLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A condition: giving a lock back until something has changed. */
interface ConditionCases extends Cases {

    private SharedLock lock() {
        return stage().manager().lock("lock");
    }

    private SharedCondition condition() {
        return stage().manager().condition(lock());
    }

    /** Waits until so many wait for a signal. */
    private void awaitInside(int many) {
        Eventually.until(
                many + " wait for a signal",
                () -> stage().manager().locks().stream()
                        .anyMatch(view -> view.kind().equals("condition") && view.waiting() == many));
    }

    /** One that waits for a signal and then adds its number to a list. */
    private Caller<Boolean> waiter(int number, List<Integer> woken) {
        SharedLock lock = lock();
        SharedCondition condition = condition();
        return Caller.run(() -> {
            try (Hold hold = lock.acquire()) {
                condition.await();
                assertThat(lock.held()).isTrue();
                woken.add(number);
            }
        });
    }

    private List<Caller<Boolean>> waiters(int many, List<Integer> woken) {
        List<Caller<Boolean>> waiters = new ArrayList<>();
        for (int n = 0; n < many; n++) {
            waiters.add(waiter(n, woken));
            awaitInside(n + 1);
        }
        return waiters;
    }

    private static List<Integer> listOfMany() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    @Test
    default void conditionIsUsedByWhoHoldsTheLock() {
        assertThatThrownBy(() -> condition().await()).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> condition().await(Duration.ofMillis(10))).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> condition().signal()).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> condition().signalAll()).isInstanceOf(BadInputException.class);
    }

    @Test
    default void waitingGivesTheLockBackAndTakesItAgain() {
        List<Integer> woken = listOfMany();
        Caller<Boolean> waiter = waiter(1, woken);
        awaitInside(1);
        try (Hold hold = lock().acquire(Eventually.DEADLINE)) {
            condition().signal();
            waiter.waits();
            assertThat(woken).isEmpty();
        }
        waiter.end();
        assertThat(woken).containsExactly(1);
    }

    @Test
    default void signalsGoToThoseThatWaitLongest() {
        List<Integer> woken = listOfMany();
        List<Caller<Boolean>> waiters = waiters(4, woken);
        try (Hold hold = lock().acquire()) {
            condition().signal();
        }
        waiters.get(0).end();
        try (Hold hold = lock().acquire()) {
            condition().signal(2);
        }
        waiters.get(1).end();
        waiters.get(2).end();
        waiters.get(3).waits();
        assertThat(woken).containsExactly(0, 1, 2);
        try (Hold hold = lock().acquire()) {
            condition().signal(5);
        }
        waiters.get(3).end();
    }

    @Test
    default void signalAllWakesAll() {
        List<Integer> woken = listOfMany();
        List<Caller<Boolean>> waiters = waiters(3, woken);
        try (Hold hold = lock().acquire()) {
            condition().signalAll();
        }
        waiters.forEach(Caller::end);
        assertThat(woken).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    default void signalThatFindsNobodyIsForgotten() {
        try (Hold hold = lock().acquire()) {
            condition().signalAll();
            assertThat(condition().await(Duration.ofMillis(50))).isFalse();
            assertThat(lock().held()).isTrue();
        }
    }

    @Test
    default void waitThatTimesOutHoldsTheLockAgain() {
        SharedLock lock = lock();
        SharedCondition condition = condition();
        Caller<Boolean> waiter = Caller.begin(() -> {
            try (Hold hold = lock.acquire()) {
                boolean signalled = condition.await(Duration.ofMillis(200));
                assertThat(lock.held()).isTrue();
                return signalled;
            }
        });
        awaitInside(1);
        Hold hold = lock.acquire();
        Eventually.until(
                "the wait is over and the lock is wanted",
                () -> stage().manager().locks().stream()
                        .anyMatch(view -> view.kind().equals("lock") && view.waiting() == 1));
        waiter.waits();
        hold.close();
        assertThat(waiter.end()).isFalse();
    }

    @Test
    default void waitThatIsInterruptedHoldsTheLockAgain() {
        SharedLock lock = lock();
        SharedCondition condition = condition();
        Caller<Boolean> waiter = Caller.begin(() -> {
            try (Hold hold = lock.acquire()) {
                assertThatThrownBy(condition::await).isInstanceOf(WaitTimedOutException.class);
                assertThat(lock.held()).isTrue();
                return Thread.currentThread().isInterrupted();
            }
        });
        awaitInside(1);
        waiter.interrupt();
        assertThat(waiter.end()).isTrue();
    }

    @Test
    default void rLockIsGivenBackHoweverOftenItWasTaken() {
        SharedRLock lock = stage().manager().rlock("rlock");
        SharedCondition condition = stage().manager().condition(lock);
        Caller<Integer> waiter = Caller.begin(() -> {
            lock.acquire();
            lock.acquire();
            condition.await();
            int depth = lock.depth();
            lock.release();
            lock.release();
            return depth;
        });
        awaitInside(1);
        try (Hold hold = lock.acquire(Eventually.DEADLINE)) {
            condition.signal();
        }
        assertThat(waiter.end()).isEqualTo(2);
    }

    @Test
    default void awaitUntilLooksWithTheLockHeld() {
        SharedLock lock = lock();
        SharedCondition condition = condition();
        SharedCounter stock = stage().manager().counter("stock");
        Caller<Boolean> buyer = Caller.begin(() -> {
            try (Hold hold = lock.acquire()) {
                return condition.awaitUntil(() -> lock.held() && stock.get() >= 2, Eventually.DEADLINE);
            }
        });
        for (int n = 0; n < 2; n++) {
            awaitInside(1);
            try (Hold hold = lock.acquire()) {
                stock.increment();
                condition.signal();
            }
        }
        assertThat(buyer.end()).isTrue();
        try (Hold hold = lock.acquire()) {
            assertThat(condition.awaitUntil(() -> true, Duration.ZERO)).isTrue();
            assertThat(condition.awaitUntil(() -> false, Duration.ofMillis(50))).isFalse();
            assertThat(lock.held()).isTrue();
        }
    }

    @Test
    default void conditionsOfOneLockAreOne() {
        SharedLock lock = lock();
        SharedCondition elsewhere =
                stage().elsewhere().condition(stage().elsewhere().lock("lock"));
        SharedLock there = stage().elsewhere().lock("lock");
        List<Integer> woken = listOfMany();
        Caller<Boolean> waiter = waiter(1, woken);
        awaitInside(1);
        Caller.run(() -> {
                    try (Hold hold = there.acquire()) {
                        elsewhere.signal();
                    }
                })
                .end();
        waiter.end();
        assertThat(lock.locked()).isFalse();
    }
}
