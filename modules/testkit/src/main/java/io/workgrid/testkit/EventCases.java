package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.SharedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event: a flag one can wait for. */
interface EventCases extends Cases {

    private SharedEvent event() {
        return stage().manager().event("event");
    }

    @Test
    default void eventIsSetAndCleared() {
        assertThat(event().isSet()).isFalse();
        event().clear();
        event().set();
        event().set();
        assertThat(event().isSet()).isTrue();
        event().await();
        assertThat(event().await(Duration.ZERO)).isTrue();
        event().clear();
        assertThat(event().isSet()).isFalse();
    }

    @Test
    default void setWakesAllThatWait() {
        SharedEvent event = event();
        List<Caller<Boolean>> waiters = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            waiters.add(Caller.begin(() -> event.await(Eventually.DEADLINE)));
        }
        waiters.forEach(Caller::waits);
        stage().elsewhere().event("event").set();
        assertThat(waiters).allMatch(Caller::end);
    }

    @Test
    default void waitersGoOnAlthoughTheEventIsClearedAtOnce() {
        SharedEvent event = event();
        Caller<Boolean> waiter = Caller.begin(() -> event.await(Eventually.DEADLINE));
        waiter.waits();
        event.set();
        event.clear();
        assertThat(waiter.end()).isTrue();
        assertThat(event.isSet()).isFalse();
    }

    @Test
    default void eventThatIsNotSetInTimeSaysSo() {
        assertThat(event().await(Duration.ofMillis(50))).isFalse();
        assertThat(event().await(Duration.ZERO)).isFalse();
    }

    @Test
    default void interruptEndsTheWaitForAnEvent() {
        SharedEvent event = event();
        Caller<Boolean> waiter = Caller.begin(() -> {
            assertThatThrownBy(event::await).isInstanceOf(WaitTimedOutException.class);
            return Thread.currentThread().isInterrupted();
        });
        waiter.waits();
        waiter.interrupt();
        assertThat(waiter.end()).isTrue();
    }
}
