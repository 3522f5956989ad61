package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.view.LockView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lock: one holder, who is asked for in turn. */
interface LockCases extends Cases {
    /** Long enough that a wait begins. */
    Duration MOMENT = Duration.ofMillis(50);

    private SharedLock lock() {
        return stage().manager().lock("lock");
    }

    private LockView view() {
        return stage().manager().locks().stream()
                .filter(view -> view.name().equals("lock"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitWaiting(int many) {
        Eventually.until(many + " wait", () -> view().waiting() == many);
    }

    private static Caller<Boolean> taker(SharedLock lock) {
        return Caller.run(() -> lock.acquire().close());
    }

    @Test
    default void lockIsHeldUntilItIsReleased() {
        SharedLock lock = lock();
        assertThat(lock.locked()).isFalse();
        lock.acquire();
        assertThat(lock.locked()).isTrue();
        assertThat(lock.held()).isTrue();
        assertThat(Caller.elsewhere(lock::held)).isFalse();
        assertThat(Caller.elsewhere(lock::locked)).isTrue();
        lock.release();
        assertThat(lock.locked()).isFalse();
        assertThat(lock.held()).isFalse();
    }

    @Test
    default void holdReleasesWhenClosed() {
        try (Hold hold = lock().acquire()) {
            assertThat(hold.fence()).isPositive();
            assertThat(lock().held()).isTrue();
        }
        assertThat(lock().locked()).isFalse();
    }

    @Test
    default void holdClosedAgainDoesNothing() {
        Hold first = lock().acquire();
        first.close();
        first.close();
        try (Hold second = lock().acquire()) {
            first.close();
            assertThat(lock().held()).isTrue();
            assertThat(second.fence()).isGreaterThan(first.fence());
        }
    }

    @Test
    default void secondOwnerWaitsForTheFirst() {
        Hold hold = lock().acquire();
        SharedLock elsewhere = stage().elsewhere().lock("lock");
        Caller<Long> second = Caller.begin(() -> {
            try (Hold mine = elsewhere.acquire()) {
                return mine.fence();
            }
        });
        awaitWaiting(1);
        second.waits();
        hold.close();
        assertThat(second.end()).isGreaterThan(hold.fence());
    }

    @Test
    default void lockIsGivenInTheOrderInWhichItWasAskedFor() {
        SharedLock lock = lock();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Caller<Boolean>> callers = new ArrayList<>();
        Hold hold = lock.acquire();
        for (int n = 0; n < 5; n++) {
            int mine = n;
            callers.add(Caller.run(() -> {
                try (Hold held = lock.acquire()) {
                    order.add(mine);
                }
            }));
            awaitWaiting(n + 1);
        }
        hold.close();
        callers.forEach(Caller::end);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    default void lockThatIsNotFreeInTimeIsNotTaken() {
        SharedLock lock = lock();
        Hold hold = lock.acquire();
        assertThatThrownBy(() -> Caller.elsewhere(() -> lock.acquire(MOMENT)))
                .isInstanceOf(WaitTimedOutException.class);
        assertThatThrownBy(() -> Caller.elsewhere(() -> lock.acquire(Duration.ZERO)))
                .isInstanceOf(WaitTimedOutException.class);
        hold.close();
        assertThat(lock.locked()).isFalse();
        lock.acquire(MOMENT).close();
    }

    @Test
    default void interruptEndsAWaitAndStaysSet() {
        SharedLock lock = lock();
        Hold hold = lock.acquire();
        Caller<Boolean> waiter = Caller.begin(() -> {
            assertThatThrownBy(lock::acquire).isInstanceOf(WaitTimedOutException.class);
            return Thread.currentThread().isInterrupted();
        });
        awaitWaiting(1);
        waiter.interrupt();
        assertThat(waiter.end()).isTrue();
        hold.close();
        assertThat(lock.locked()).isFalse();
    }

    @Test
    default void tryAcquireDoesNotWait() {
        SharedLock lock = lock();
        Hold hold = lock.tryAcquire().orElseThrow();
        assertThat(Caller.elsewhere(lock::tryAcquire)).isEmpty();
        hold.close();
        assertThat(Caller.elsewhere(() -> {
                    Optional<Hold> mine = lock.tryAcquire();
                    mine.ifPresent(Hold::close);
                    return mine.isPresent();
                }))
                .isTrue();
    }

    @Test
    default void holderThatAsksAgainIsRefused() {
        try (Hold hold = lock().acquire()) {
            assertThatThrownBy(() -> lock().acquire()).isInstanceOf(BadInputException.class);
            assertThatThrownBy(() -> lock().acquire(MOMENT)).isInstanceOf(BadInputException.class);
            assertThat(lock().held()).isTrue();
        }
        assertThat(lock().locked()).isFalse();
    }

    @Test
    default void nobodyElseReleases() {
        SharedLock lock = lock();
        try (Hold hold = lock.acquire()) {
            assertThatThrownBy(() -> Caller.run(lock::release).end()).isInstanceOf(BadInputException.class);
            assertThat(lock.held()).isTrue();
        }
    }

    @Test
    default void releaseOnceTooOftenIsRefused() {
        assertThatThrownBy(() -> lock().release()).isInstanceOf(BadInputException.class);
        lock().acquire();
        lock().release();
        assertThatThrownBy(() -> lock().release()).isInstanceOf(BadInputException.class);
    }

    @Test
    default void fencesGrowWithEveryGrant() {
        long last = 0;
        for (int n = 0; n < 5; n++) {
            try (Hold hold = lock().acquire()) {
                assertThat(hold.fence()).isGreaterThan(last);
                last = hold.fence();
            }
        }
    }

    @Test
    default void nobodyIsInTheLockWithAnother() {
        SharedLock lock = lock();
        SharedCounter inside = stage().manager().counter("inside");
        Caller.together(6, writer -> () -> {
            for (int n = 0; n < 15; n++) {
                try (Hold hold = lock.acquire()) {
                    inside.set(inside.get() + 1); // loses adds if two are here at once
                }
            }
            return writer;
        });
        assertThat(inside.get()).isEqualTo(90);
    }

    @Test
    default void holderAndWaitersAreShown() {
        SharedLock lock = lock();
        Hold hold = lock.acquire();
        Caller<Boolean> waiter = taker(lock);
        awaitWaiting(1);
        LockView view = view();
        assertThat(view.kind()).isEqualTo("lock");
        assertThat(view.scope()).isEqualTo("grid");
        assertThat(view.holders()).hasSize(1);
        assertThat(view.waiters()).hasSize(1);
        assertThat(view.fence()).isEqualTo(hold.fence());
        assertThat(view.deadlock()).isEmpty();
        assertThat(view.holders().get(0).owner())
                .isNotEmpty()
                .isNotEqualTo(view.waiters().get(0).owner());
        hold.close();
        waiter.end();
        assertThat(stage().manager().locks()).isEmpty();
    }

    @Test
    default void whoWaitsForALockThatIsRemovedIsTold() {
        SharedLock lock = lock();
        lock.acquire();
        Caller<Boolean> waiter = taker(lock);
        awaitWaiting(1);
        assertThat(stage().manager().remove("lock")).isTrue();
        assertThatThrownBy(waiter::end).isInstanceOf(RefusedException.class);
        assertThat(lock.locked()).isFalse();
    }
}
