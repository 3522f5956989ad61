package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedSemaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A semaphore: so many at once. */
interface SemaphoreCases extends Cases {

    private SharedSemaphore semaphore(int permits) {
        return stage().manager().semaphore("semaphore", permits);
    }

    @Test
    default void permitsAreTakenAndComeBack() {
        SharedSemaphore two = semaphore(2);
        assertThat(two.available()).isEqualTo(2);
        Hold first = two.acquire();
        two.acquire();
        assertThat(two.available()).isZero();
        assertThat(two.tryAcquire()).isEmpty();
        first.close();
        assertThat(two.available()).isEqualTo(1);
        two.release();
        assertThat(two.available()).isEqualTo(2);
    }

    @Test
    default void whoFindsNoPermitWaits() {
        SharedSemaphore one = semaphore(1);
        Hold hold = one.acquire();
        Caller<Boolean> second = Caller.run(() -> one.acquire().close());
        second.waits();
        hold.close();
        second.end();
        assertThat(one.available()).isEqualTo(1);
    }

    @Test
    default void permitThatIsNotThereInTimeIsNotTaken() {
        SharedSemaphore one = semaphore(1);
        Hold hold = one.acquire();
        assertThatThrownBy(() -> Caller.elsewhere(() -> one.acquire(Duration.ofMillis(50))))
                .isInstanceOf(WaitTimedOutException.class);
        hold.close();
        assertThat(one.available()).isEqualTo(1);
    }

    @Test
    default void semaphoreIsBounded() {
        SharedSemaphore two = semaphore(2);
        assertThatThrownBy(two::release).isInstanceOf(BadInputException.class);
        two.acquire();
        assertThatThrownBy(() -> Caller.run(two::release).end()).isInstanceOf(BadInputException.class);
        two.release();
        assertThat(two.available()).isEqualTo(2);
    }

    @Test
    default void permitsAreGivenInTheOrderInWhichTheyWereAskedFor() {
        SharedSemaphore one = semaphore(1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Caller<Boolean>> callers = new ArrayList<>();
        Hold hold = one.acquire();
        for (int n = 0; n < 4; n++) {
            int mine = n;
            callers.add(Caller.run(() -> {
                try (Hold held = one.acquire()) {
                    order.add(mine);
                }
            }));
            int waiting = n + 1;
            Eventually.until(
                    waiting + " wait", () -> stage().manager().locks().get(0).waiting() == waiting);
        }
        hold.close();
        callers.forEach(Caller::end);
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    default void noMoreThanThePermitsAreInside() {
        SharedSemaphore three = semaphore(3);
        SharedCounter inside = stage().manager().counter("inside");
        SharedCounter most = stage().manager().counter("most");
        Caller.together(8, writer -> () -> {
            for (int n = 0; n < 8; n++) {
                try (Hold hold = three.acquire()) {
                    most.max(inside.increment());
                    inside.add(-1);
                }
            }
            return writer;
        });
        assertThat(inside.get()).isZero();
        assertThat(most.get()).isBetween(1L, 3L);
        assertThat(three.available()).isEqualTo(3);
    }

    @Test
    default void otherNumbersOfPermitsAreRefused() {
        semaphore(2).acquire().close(); // the first use
        assertThatThrownBy(() -> semaphore(3).acquire())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> stage().manager().semaphore("s", 0)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> stage().manager().semaphore("s", 1_000_001)).isInstanceOf(BadInputException.class);
        assertThat(semaphore(2).available()).isEqualTo(2);
    }

    @Test
    default void semaphoreIsShownWithItsHolders() {
        SharedSemaphore two = semaphore(2);
        try (Hold first = two.acquire();
                Hold second = two.acquire()) {
            assertThat(second.fence()).isGreaterThan(first.fence());
            assertThat(stage().manager().locks()).singleElement().satisfies(view -> {
                assertThat(view.kind()).isEqualTo("semaphore");
                assertThat(view.holders()).isNotEmpty();
                assertThat(view.waiting()).isZero();
            });
        }
    }
}
