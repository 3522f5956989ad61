package io.workgrid.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.Reply.Lease;
import org.junit.jupiter.api.Test;

/** A ledger whose parallelism and priority change while it lives, and one that waits to be released. */
class TuningTest {
    private final Desk desk = new Desk(Desk.chunks(100, 1));

    private static LedgerSpec waiting(long count) {
        return new LedgerSpec(
                0, count, Effect.IDEMPOTENT, RetryPolicy.DEFAULT, 1, 0, Halt.NEVER, 0, 7, 0, 5, "waits for j-a");
    }

    @Test
    void aLimitThatIsSetHoldsForWhatIsGivenFromNowOn() {
        assertThat(desk.exchange("a", 5).leases()).hasSize(5);
        desk.ledger.setParallelism(3, 1, desk.now);
        assertThat(desk.ledger.view().parallelism()).isEqualTo(3);
        assertThat(desk.ledger.hasWork()).isFalse();
        assertThat(desk.exchange("b", 5).leases()).isEmpty();
        desk.ledger.setParallelism(7, 2, desk.now);
        assertThat(desk.exchange("b", 5).leases()).hasSize(2);
        desk.ledger.setParallelism(0, 3, desk.now);
        assertThat(desk.exchange("b", 5).leases()).hasSize(5);
    }

    @Test
    void aDuplicateThatComesLateSetsNothing() {
        desk.ledger.setParallelism(3, 1, desk.now);
        desk.ledger.setPriority(9, 2, desk.now);
        desk.ledger.setParallelism(5, 1, desk.now);
        desk.ledger.setParallelism(5, 2, desk.now);
        desk.ledger.setPriority(1, 2, desk.now);
        assertThat(desk.ledger.view().parallelism()).isEqualTo(3);
        assertThat(desk.ledger.view().priority()).isEqualTo(9);
    }

    @Test
    void settingDoesNotUseUpTheNumbersOfPauses() {
        desk.ledger.setParallelism(3, 5, desk.now);
        desk.ledger.pause("a person", 1, desk.now);
        assertThat(desk.ledger.view().phase()).isEqualTo(JobPhase.PAUSED);
    }

    @Test
    void everyReplyTellsThePriority() {
        assertThat(desk.exchange("a", 1).priority()).isZero();
        desk.ledger.setPriority(-7, 1, desk.now);
        assertThat(desk.exchange("a", 1).priority()).isEqualTo(-7);
    }

    @Test
    void anEndedLedgerIsNotTuned() {
        desk.ledger.stop(Reply.Stop.NOW, JobPhase.CANCELLED, "enough", desk.now);
        LedgerView ended = desk.ledger.view();
        desk.ledger.setParallelism(3, 1, desk.now);
        desk.ledger.setPriority(3, 2, desk.now);
        desk.ledger.release(desk.now);
        assertThat(desk.ledger.view()).isEqualTo(ended);
    }

    @Test
    void aLedgerThatWaitsGivesNothingUntilItIsReleased() {
        Desk waits = new Desk(waiting(3));
        assertThat(waits.exchange("a", 3).leases()).isEmpty();
        assertThat(waits.ledger.hasWork()).isFalse();
        assertThat(waits.ledger.view().phase()).isEqualTo(JobPhase.PAUSED);
        assertThat(waits.ledger.view().reason()).isEqualTo("waits for j-a");
        waits.ledger.release(waits.now);
        assertThat(waits.ledger.view().phase()).isEqualTo(JobPhase.RUNNING);
        assertThat(waits.ledger.view().reason()).isNull();
        assertThat(waits.exchange("a", 3).leases()).hasSize(3);
        assertThat(waits.exchange("a", 0).priority()).isEqualTo(5);
    }

    @Test
    void resumeDoesNotReleaseAndReleaseDoesNotResume() {
        Desk waits = new Desk(waiting(3));
        waits.ledger.resume(1, waits.now);
        assertThat(waits.exchange("a", 3).leases()).isEmpty();
        waits.ledger.pause("a person", 2, waits.now);
        waits.ledger.release(waits.now);
        assertThat(waits.ledger.view().reason()).isEqualTo("a person");
        assertThat(waits.exchange("a", 3).leases()).isEmpty();
        waits.ledger.resume(3, waits.now);
        assertThat(waits.exchange("a", 3).leases()).hasSize(3);
    }

    @Test
    void aLedgerWithoutItemsThatWaitsEndsWhenItIsReleased() {
        Desk waits = new Desk(waiting(0));
        assertThat(waits.ledger.view().phase()).isEqualTo(JobPhase.PAUSED);
        waits.ledger.release(waits.now);
        assertThat(waits.ledger.view().phase()).isEqualTo(JobPhase.FINISHED);
    }

    @Test
    void whatWasSetSurvivesTheWayThroughBytes() {
        Desk waits = new Desk(waiting(3));
        waits.ledger.setParallelism(2, 4, waits.now);
        waits.ledger.setPriority(-3, 5, waits.now);
        Ledger again = Ledger.ofBytes(waits.ledger.toBytes());
        assertThat(again.view()).isEqualTo(waits.ledger.view());
        again.release(waits.now);
        Ledger released = Ledger.ofBytes(again.toBytes());
        assertThat(released.view().waits()).isNull();
        Lease lease = released.exchange(waits.next("a", 1), waits.now).leases().get(0);
        assertThat(lease.first()).isZero();
    }
}
