package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedRLock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lock that its holder may take again. */
interface RLockCases extends Cases {

    private SharedRLock lock() {
        return stage().manager().rlock("rlock");
    }

    @Test
    default void holderTakesAnRLockAgain() {
        Hold first = lock().acquire();
        Hold second = lock().acquire();
        assertThat(second.fence()).isEqualTo(first.fence());
        assertThat(lock().depth()).isEqualTo(2);
        assertThat(lock().tryAcquire()).isPresent();
        assertThat(lock().depth()).isEqualTo(3);
        lock().release();
        second.close();
        first.close();
        assertThat(lock().depth()).isZero();
        assertThat(lock().locked()).isFalse();
    }

    @Test
    default void rLockIsFreeWhenItWasReleasedAsOften() {
        SharedRLock lock = lock();
        lock.acquire();
        lock.acquire();
        Caller<Boolean> second = Caller.run(() -> lock.acquire().close());
        lock.release();
        second.waits();
        assertThat(lock.held()).isTrue();
        lock.release();
        second.end();
    }

    @Test
    default void depthIsThatOfTheCaller() {
        SharedRLock lock = lock();
        try (Hold hold = lock.acquire()) {
            assertThat(Caller.elsewhere(lock::depth)).isZero();
            assertThat(Caller.elsewhere(lock::held)).isFalse();
            assertThat(Caller.elsewhere(lock::tryAcquire)).isEmpty();
            assertThat(lock.depth()).isEqualTo(1);
        }
    }

    @Test
    default void rLockOfAnotherIsWaitedFor() {
        SharedRLock lock = lock();
        try (Hold hold = lock.acquire()) {
            assertThatThrownBy(() -> Caller.elsewhere(() -> lock.acquire(Duration.ofMillis(50))))
                    .isInstanceOf(WaitTimedOutException.class);
        }
    }

    @Test
    default void rLockReleasedOnceTooOftenIsRefused() {
        lock().acquire();
        lock().release();
        assertThatThrownBy(() -> lock().release()).isInstanceOf(BadInputException.class);
        SharedRLock lock = lock();
        try (Hold hold = lock.acquire()) {
            assertThatThrownBy(() -> Caller.run(lock::release).end()).isInstanceOf(BadInputException.class);
        }
    }
}
