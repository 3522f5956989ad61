package io.workgrid.core.ledger;

import static io.workgrid.api.view.JobPhase.CANCELLED;
import static io.workgrid.api.view.JobPhase.FAILED;
import static io.workgrid.api.view.JobPhase.FINISHED;
import static io.workgrid.api.view.JobPhase.PAUSED;
import static io.workgrid.api.view.JobPhase.RUNNING;
import static io.workgrid.api.view.JobPhase.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.Halt;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.Reply.Lease;
import io.workgrid.core.ledger.Reply.Stop;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The phases of a ledger: the table, event by event, and what stops it. */
class PhasesTest {
    private static final String HELD = "held";

    /** A ledger of two items, one of them held by node {@value #HELD} unless it has ended, in that phase. */
    private static Desk in(JobPhase phase) {
        Desk desk = new Desk(Desk.until(2, 1_000_000));
        Lease lease = desk.lease(HELD);
        switch (phase) {
            case RUNNING -> {}
            case PAUSED -> desk.ledger.pause("a person", desk.ledger.view().steered() + 1, desk.now);
            case STOPPING -> desk.ledger.stop(Stop.SOON, CANCELLED, "enough", desk.now);
            case FINISHED -> {
                Lease rest = desk.lease(HELD);
                desk.exchange(HELD, 0, Desk.done(lease), Desk.done(rest));
            }
            case CANCELLED, FAILED, LOST -> {
                desk.ledger.stop(Stop.NOW, phase, "enough", desk.now);
                desk.exchange(HELD, 0, Desk.done(lease));
            }
        }
        assertThat(desk.ledger.view().phase()).isEqualTo(phase);
        return desk;
    }

    private static void event(String event, Desk desk) {
        Ledger ledger = desk.ledger;
        switch (event) {
            case "pause" -> ledger.pause("a person", ledger.view().steered() + 1, desk.now);
            case "resume" -> ledger.resume(ledger.view().steered() + 1, desk.now);
            case "stop soon" -> ledger.stop(Stop.SOON, FAILED, "broken", desk.now);
            case "stop now" -> ledger.stop(Stop.NOW, FAILED, "broken", desk.now);
            case "deadline" -> ledger.tick(1_000_000);
            case "before deadline" -> ledger.tick(999_999);
            case "seal" -> ledger.seal();
            case "append" -> ledger.append(2);
            case "lost" -> ledger.lost(HELD, desk.now);
            case "lost other" -> ledger.lost("other", desk.now);
            default -> throw new IllegalArgumentException(event);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pause, PAUSED, PAUSED, STOPPING",
        "resume, RUNNING, RUNNING, STOPPING",
        "stop soon, STOPPING, STOPPING, STOPPING",
        "stop now, STOPPING, STOPPING, STOPPING",
        "deadline, STOPPING, STOPPING, STOPPING",
        "before deadline, RUNNING, PAUSED, STOPPING",
        "seal, RUNNING, PAUSED, STOPPING",
        "append, RUNNING, PAUSED, STOPPING",
        "lost, RUNNING, PAUSED, CANCELLED",
        "lost other, RUNNING, PAUSED, STOPPING",
    })
    void theTableHolds(String event, JobPhase running, JobPhase paused, JobPhase stopping) {
        assertThat(after(event, RUNNING)).isEqualTo(running);
        assertThat(after(event, PAUSED)).isEqualTo(paused);
        assertThat(after(event, STOPPING)).isEqualTo(stopping);
        for (JobPhase ended : EnumSet.of(FINISHED, CANCELLED, FAILED, JobPhase.LOST)) {
            Desk desk = in(ended);
            LedgerView before = desk.ledger.view();
            event(event, desk);
            assertThat(desk.ledger.view()).as("%s in %s", event, ended).isEqualTo(before);
        }
    }

    private static JobPhase after(String event, JobPhase phase) {
        Desk desk = in(phase);
        event(event, desk);
        return desk.ledger.view().phase();
    }

    @Test
    void leasesAreGivenOnlyWhileItRuns() {
        for (JobPhase phase : JobPhase.values()) {
            assertThat(in(phase).exchange("b", 1).leases()).as("%s", phase).hasSize(phase == RUNNING ? 1 : 0);
        }
    }

    @Test
    void aReportCountsInEveryPhaseThatHasLeases() {
        for (JobPhase phase : Set.of(RUNNING, PAUSED, STOPPING)) {
            Desk desk = in(phase);
            assertThat(desk.exchange(HELD, 0, Desk.done(new Lease(1, 0, 1, 1))).refusals())
                    .as("%s", phase)
                    .isEmpty();
            assertThat(desk.ledger.view().counts()).containsEntry(Outcome.DONE, 1L);
        }
    }

    @Test
    void aPauseThatComesAgainAfterItsResumeChangesNothing() {
        Desk desk = in(PAUSED);
        desk.ledger.resume(2, desk.now);
        desk.ledger.pause("a person", 1, desk.now);
        assertThat(desk.ledger.view().phase()).isEqualTo(RUNNING);
        desk.ledger.resume(2, desk.now);
        desk.ledger.pause("again", 3, desk.now);
        assertThat(desk.ledger.view().phase()).isEqualTo(PAUSED);
    }

    @Test
    void thePauseSaysWhyUntilItIsOver() {
        Desk desk = in(PAUSED);
        assertThat(desk.ledger.view().reason()).isEqualTo("a person");
        desk.ledger.resume(desk.ledger.view().steered() + 1, desk.now);
        assertThat(desk.ledger.view().reason()).isNull();
    }

    @Test
    void aPausedLedgerWhoseLastItemsEndHasFinished() {
        Desk desk = new Desk(Desk.items(1));
        Lease lease = desk.lease("a");
        desk.ledger.pause("a person", desk.ledger.view().steered() + 1, desk.now);
        assertThat(desk.exchange("a", 0, Desk.done(lease)).ended()).isTrue();
        assertThat(desk.ledger.view().phase()).isEqualTo(FINISHED);
        assertThat(desk.ledger.view().reason()).isNull();
    }

    @Test
    void aStopCancelsWhatNobodyHoldsAtOnceAndTellsTheNodes() {
        Desk desk = in(STOPPING);
        assertThat(desk.ledger.view().withoutBlock().get(Outcome.CANCELLED)).isEqualTo(Ranges.of(1, 2));
        assertThat(desk.exchange(HELD, 0).stop()).isEqualTo(Stop.SOON);
        desk.ledger.stop(Stop.NOW, FAILED, "broken", desk.now);
        assertThat(desk.exchange(HELD, 0).stop()).isEqualTo(Stop.NOW);
        desk.ledger.stop(Stop.SOON, FAILED, "broken", desk.now);
        assertThat(desk.exchange(HELD, 0).stop()).isEqualTo(Stop.NOW);
    }

    @Test
    void theFirstStopSaysHowItEndsAndWhy() {
        Desk desk = in(STOPPING);
        desk.ledger.stop(Stop.NOW, FAILED, "broken", desk.now);
        desk.exchange(HELD, 0, Desk.all(new Lease(1, 0, 1, 1), End.CANCELLED));
        assertThat(desk.ledger.view().phase()).isEqualTo(CANCELLED);
        assertThat(desk.ledger.view().reason()).isEqualTo("enough");
    }

    @Test
    void aStopIsSoonOrNowAndNeverEndsAsFinished() {
        Ledger ledger = Ledger.open(Desk.items(1));
        assertThatThrownBy(() -> ledger.stop(Stop.NONE, CANCELLED, "no", 0))
                .hasMessage("stop NONE as CANCELLED; wanted SOON or NOW, as CANCELLED, FAILED or LOST");
        assertThatThrownBy(() -> ledger.stop(Stop.NOW, FINISHED, "no", 0)).hasMessageContaining("as FINISHED");
    }

    @Test
    void anOpenLedgerThatIsStoppedEndsUnsealedAndCancelsWhatIsAdded() {
        Desk desk = new Desk(Desk.open());
        desk.ledger.append(2);
        desk.ledger.stop(Stop.SOON, CANCELLED, "enough", desk.now);
        assertThat(desk.ledger.view().phase()).isEqualTo(CANCELLED);
        desk.ledger.append(5);
        desk.ledger.seal();
        assertThat(desk.ledger.view().counts()).containsEntry(Outcome.CANCELLED, 5L);
        assertThat(desk.ledger.view().phase()).isEqualTo(CANCELLED);
        assertThat(desk.ledger.view().sealed()).isTrue();
    }

    @Test
    void theDeadlineIsSeenByAnExchangeTooAndSaysItself() {
        Desk desk = in(RUNNING);
        desk.now = 1_000_000;
        Reply reply = desk.exchange("b", 5);
        assertThat(reply.leases()).isEmpty();
        assertThat(reply.stop()).isEqualTo(Stop.NOW);
        assertThat(desk.ledger.view().reason()).isEqualTo("deadline of 1970-01-01T00:16:40Z passed");
    }

    @Test
    void aSpentBudgetStopsTheJob() {
        halts(
                Desk.halting(10, Halt.atFailures(Halt.When.SOON, 2)),
                2,
                Stop.SOON,
                "halted: 2 items failed; the limit is 2");
        halts(
                Desk.halting(10, Halt.aboveShare(Halt.When.NOW, 0.1)),
                3,
                Stop.NOW,
                "halted: 3 of 10 items failed; the limit is a share of 0.1");
    }

    private static void halts(LedgerSpec spec, int failures, Stop how, String reason) {
        Desk desk = new Desk(spec);
        desk.lease("b");
        for (int n = 0; n < failures; n++) {
            assertThat(desk.ledger.view().phase()).isEqualTo(RUNNING);
            desk.exchange("a", 0, Desk.all(desk.lease("a"), End.FAILED));
        }
        assertThat(desk.ledger.view().phase()).isEqualTo(STOPPING);
        assertThat(desk.ledger.view().reason()).isEqualTo(reason);
        assertThat(desk.exchange("b", 0).stop()).isEqualTo(how);
    }

    @Test
    void aBudgetSpentByTheLastItemDoesNotCancelAJobThatIsDone() {
        Desk desk = new Desk(Desk.halting(1, Halt.atFailures(Halt.When.NOW, 1)));
        desk.exchange("a", 0, Desk.all(desk.lease("a"), End.FAILED));
        assertThat(desk.ledger.view().phase()).isEqualTo(FINISHED);
    }

    @Test
    void aShareIsNotJudgedByTheFirstItemsOfAnOpenJob() {
        Consumer<Desk> failFive = desk -> {
            desk.ledger.append(20);
            for (int n = 0; n < 5; n++) {
                desk.exchange("a", 0, Desk.all(desk.lease("a"), End.FAILED));
            }
        };
        Desk desk = new Desk(Desk.halting(LedgerSpec.OPEN, Halt.aboveShare(Halt.When.SOON, 0.1)));
        failFive.accept(desk);
        assertThat(desk.ledger.view().phase()).isEqualTo(RUNNING);
        desk.ledger.seal();
        assertThat(desk.ledger.view().phase()).isEqualTo(CANCELLED);
    }
}
