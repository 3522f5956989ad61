package io.workgrid.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.Reply.Lease;
import io.workgrid.core.ledger.Reply.Reason;
import org.junit.jupiter.api.Test;

/** Nodes that are lost, and what they still say. */
class LossTest {

    @Test
    void theLeasesOfALostNodeGoToOthersAsTheNextAttempt() {
        Desk desk = new Desk(Desk.items(10));
        Lease held = desk.lease("a");
        desk.ledger.lost("a", desk.now);
        Lease again = desk.lease("b");
        assertThat(again.first()).isEqualTo(held.first());
        assertThat(again.fence()).isGreaterThan(held.fence());
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(desk.ledger.view().retried()).isEqualTo(1);
    }

    @Test
    void losingANodeAgainChangesNothing() {
        Desk desk = new Desk(Desk.items(10));
        desk.lease("a");
        desk.ledger.lost("a", desk.now);
        LedgerView view = desk.ledger.view();
        desk.ledger.lost("a", desk.now);
        assertThat(desk.ledger.view()).isSameAs(view);
    }

    @Test
    void theReportOfALostNodeIsRefusedWhoeverHoldsTheItemsNow() {
        Desk desk = new Desk(Desk.items(10));
        Lease held = desk.lease("a");
        desk.ledger.lost("a", desk.now);
        desk.lease("b");
        Reply reply = desk.exchange("a", 4, Desk.counting(held, "rows", 1));
        assertThat(reply.refusals()).extracting(Reply.Refusal::reason).containsExactly(Reason.NO_SUCH_LEASE);
        assertThat(reply.leases()).isEmpty();
        assertThat(desk.ledger.view().counters()).isEmpty();
    }

    @Test
    void aLostNodeGetsNoLeasesEvenIfItsFirstExchangeComesOnlyThen() {
        Desk desk = new Desk(Desk.items(10));
        desk.ledger.lost("a", desk.now);
        assertThat(desk.exchange("a", 4).leases()).isEmpty();
    }

    @Test
    void aFirstExchangeThatComesAgainAfterTheLossGetsNoLeases() {
        Desk desk = new Desk(Desk.items(10));
        Exchange first = desk.next("a", 1);
        desk.ledger.exchange(first, desk.now);
        desk.ledger.lost("a", desk.now);
        assertThat(desk.ledger.exchange(first, desk.now).leases()).isEmpty();
    }

    @Test
    void aLostNodeWhoseNameIsForgottenStillGetsNoLeases() {
        Desk desk = new Desk(Desk.items(10));
        desk.lease("a");
        desk.ledger.lost("a", desk.now);
        for (int n = 0; n < Nodes.MOST_LOST; n++) {
            desk.ledger.lost("other" + n, desk.now);
        }
        assertThat(desk.ledger.nodes.lost()).hasSize(Nodes.MOST_LOST).doesNotContain("a");
        assertThat(desk.exchange("a", 4).leases()).isEmpty();
    }

    @Test
    void anItemLostTooOftenHasFailedWithoutBlock() {
        Desk desk = new Desk(Desk.items(1));
        for (int n = 0; n <= RetryPolicy.DEFAULT.maxLostRetries(); n++) {
            assertThat(desk.lease("n" + n).attempt()).isEqualTo(n + 1);
            desk.ledger.lost("n" + n, desk.now);
        }
        LedgerView view = desk.ledger.view();
        assertThat(view.phase()).isEqualTo(JobPhase.FINISHED);
        assertThat(view.withoutBlock()).containsOnlyKeys(Outcome.FAILED);
    }

    @Test
    void anUnsafeItemOfALostNodeIsUnknownAndNeverGivenOutAgain() {
        Desk desk = new Desk(Desk.unsafe(3));
        assertThat(desk.exchange("a", 2).leases()).hasSize(2).allMatch(lease -> lease.count() == 1);
        desk.ledger.lost("a", desk.now);
        LedgerView view = desk.ledger.view();
        assertThat(view.counts()).containsEntry(Outcome.UNKNOWN, 2L);
        assertThat(view.withoutBlock().get(Outcome.UNKNOWN)).isEqualTo(Ranges.of(0, 2));
        assertThat(desk.exchange("b", 5).leases()).extracting(Lease::first).containsExactly(2L);
    }

    @Test
    void anUnsafeItemThatNeverStartedGoesBack() {
        Desk desk = new Desk(Desk.unsafe(1));
        desk.exchange("a", 0, Desk.all(desk.lease("a"), End.RELEASED));
        assertThat(desk.lease("b").first()).isZero();
    }

    @Test
    void anUnsafeItemEndedByACancelIsUnknown() {
        Desk desk = new Desk(Desk.unsafe(1));
        desk.exchange("a", 0, Desk.all(desk.lease("a"), End.CANCELLED));
        assertThat(desk.ledger.view().withoutBlock()).containsOnlyKeys(Outcome.UNKNOWN);
    }

    @Test
    void aMalformedReportEndsItsLeaseAsALossWould() {
        Desk desk = new Desk(Desk.items(10));
        Lease held = desk.lease("a");
        Lease shifted = new Lease(held.fence(), held.first() + 1, held.count(), 1);
        Reply reply = desk.exchange("a", 0, Desk.counting(shifted, "rows", 1));
        assertThat(reply.refusals()).extracting(Reply.Refusal::reason).containsExactly(Reason.MALFORMED);
        assertThat(desk.ledger.view().counters()).isEmpty();
        assertThat(desk.lease("b").attempt()).isEqualTo(2);
    }

    @Test
    void whatNoReportMaySayIsMalformed() {
        for (Exchange.ItemEnd[] ends : new Exchange.ItemEnd[][] {
            {Desk.end(-1, End.FAILED)},
            {Desk.end(1, End.FAILED)},
            {Desk.end(0, End.FAILED), Desk.end(0, End.FAILED)},
            {Desk.end(0, End.UNKNOWN)},
            {Desk.end(0, End.RETRY)}, // the policy has no retries
        }) {
            Desk desk = new Desk(Desk.items(1));
            Reply reply = desk.exchange("a", 0, Desk.report(desk.lease("a"), ends));
            assertThat(reply.refusals()).extracting(Reply.Refusal::reason).containsExactly(Reason.MALFORMED);
            assertThat(desk.ledger.view().counts())
                    .allSatisfy((outcome, count) -> assertThat(count).isZero());
        }
    }
}
