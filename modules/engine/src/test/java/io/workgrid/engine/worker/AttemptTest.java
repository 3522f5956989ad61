package io.workgrid.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptTest {
    private final Attempt attempt = new Attempt(Thread.currentThread(), 5);

    @AfterEach
    @SuppressWarnings("ResultOfMethodCallIgnored")
    void clearFlag() {
        Thread.interrupted();
    }

    @Test
    void runningIsToldOnceAndTheFirstReasonCounts() {
        assertThat(attempt.tell(Attempt.Why.TIMEOUT)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempt.tell(Attempt.Why.CANCEL)).as("it still runs").isTrue();
        assertThat(Thread.interrupted()).as("a second interrupt").isFalse();
        assertThat(attempt.why()).isEqualTo(Attempt.Why.TIMEOUT);
    }

    @Test
    void endedIsNeitherToldNorAbandoned() {
        assertThat(attempt.end()).isTrue();
        assertThat(attempt.tell(Attempt.Why.CANCEL)).isFalse();
        assertThat(attempt.abandon()).isFalse();
        assertThat(attempt.abandoned()).isFalse();
        assertThat(attempt.why()).isNull();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void endClearsTheFlagThatWasMeantForTheItem() {
        attempt.tell(Attempt.Why.CANCEL);
        assertThat(attempt.end()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void abandonedIsForGood() {
        assertThat(attempt.abandon()).isTrue();
        assertThat(attempt.abandon()).isFalse();
        assertThat(attempt.end()).isFalse();
        assertThat(attempt.tell(Attempt.Why.CANCEL)).isFalse();
        assertThat(attempt.abandoned()).isTrue();
    }

    @Test
    void eitherTheThreadOrWhoeverGaveUpOnItWins() throws InterruptedException {
        for (int round = 0; round < 2_000; round++) {
            Attempt raced = new Attempt(Thread.currentThread(), 0);
            boolean[] abandoned = new boolean[1];
            Thread other = new Thread(() -> {
                raced.tell(Attempt.Why.CANCEL);
                abandoned[0] = raced.abandon();
            });
            other.start();
            boolean ended = raced.end();
            Thread.interrupted();
            other.join();
            assertThat(ended).isNotEqualTo(abandoned[0]);
            assertThat(Thread.interrupted()).as("an interrupt after the end").isFalse();
        }
    }
}
