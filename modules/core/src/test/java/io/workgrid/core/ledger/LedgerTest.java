package io.workgrid.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.Reply.Lease;
import io.workgrid.core.ledger.Reply.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A ledger that nobody disturbs: leases, reports, fences, replay, counters, open ends. */
class LedgerTest {

    @Test
    void aNodeThatAsksGetsAllItemsOnceAndTheLedgerEnds() {
        Desk desk = new Desk(Desk.items(1_000));
        List<Long> seen = new ArrayList<>();
        Reply reply = desk.exchange("a", 2);
        while (!reply.ended()) {
            List<Exchange.Report> reports = new ArrayList<>();
            for (Lease lease : reply.leases()) {
                for (int n = 0; n < lease.count(); n++) {
                    seen.add(lease.first() + n);
                }
                reports.add(Desk.done(lease));
            }
            reply = desk.exchange("a", 2, reports.toArray(Exchange.Report[]::new));
        }
        assertThat(seen).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(desk.ledger.view().phase()).isEqualTo(JobPhase.FINISHED);
        assertThat(desk.ledger.view().counts()).containsEntry(Outcome.DONE, 1_000L);
        assertThat(desk.ledger.view().settled()).isEqualTo(Ranges.of(0, 1_000));
        assertThat(desk.ledger.view().withoutBlock()).isEmpty();
    }

    @Test
    void noMoreLeasesThanWantedAreGiven() {
        Desk desk = new Desk(Desk.items(100));
        assertThat(desk.exchange("a", 0).leases()).isEmpty();
        assertThat(desk.exchange("a", 3).leases()).hasSize(3);
    }

    @Test
    void fencesGrowWithEachLease() {
        Desk desk = new Desk(Desk.items(100));
        assertThat(desk.exchange("a", 2).leases()).extracting(Lease::fence).containsExactly(1L, 2L);
        assertThat(desk.exchange("b", 2).leases()).extracting(Lease::fence).containsExactly(3L, 4L);
    }

    @Test
    void aRepeatedNumberGetsTheStoredReplyAndChangesNothing() {
        Desk desk = new Desk(Desk.items(100));
        Exchange first = desk.next("a", 2);
        Reply reply = desk.ledger.exchange(first, desk.now);
        LedgerView before = desk.ledger.view();
        assertThat(desk.ledger.exchange(first, desk.now + 5)).isSameAs(reply);
        assertThat(desk.ledger.view()).isSameAs(before);
    }

    @Test
    void aRepeatedReportFoldsItsCountersOnce() {
        Desk desk = new Desk(Desk.items(100));
        Lease lease = desk.lease("a");
        Exchange report = desk.next("a", 1, Desk.counting(lease, "rows", 5));
        desk.ledger.exchange(report, desk.now);
        desk.ledger.exchange(report, desk.now);
        assertThat(desk.ledger.view().counters()).isEqualTo(Map.of("rows", 5L));
    }

    @Test
    void anOldNumberGetsAnEmptyReplyAndChangesNothing() {
        Desk desk = new Desk(Desk.items(100));
        Exchange first = desk.next("a", 2);
        desk.ledger.exchange(first, desk.now);
        desk.exchange("a", 1);
        LedgerView before = desk.ledger.view();
        Reply late = desk.ledger.exchange(first, desk.now);
        assertThat(late.seq()).isEqualTo(1);
        assertThat(late.leases()).isEmpty();
        assertThat(late.refusals()).isEmpty();
        assertThat(desk.ledger.view()).isSameAs(before);
    }

    @Test
    void aReportWhoseLeaseIsOverIsRefusedAndChangesNothing() {
        Desk desk = new Desk(Desk.items(100));
        Lease lease = desk.lease("a");
        desk.exchange("a", 0, Desk.counting(lease, "rows", 5));
        LedgerView before = desk.ledger.view();
        Reply again = desk.exchange("a", 0, Desk.counting(lease, "rows", 5));
        assertThat(again.refusals())
                .containsExactly(new Reply.Refusal(lease.fence(), lease.first(), Reason.NO_SUCH_LEASE));
        assertThat(desk.ledger.view()).isSameAs(before);
    }

    @Test
    void aReportOfAnothersLeaseIsRefusedAndTheLeaseStaysLive() {
        Desk desk = new Desk(Desk.items(100));
        Lease lease = desk.lease("a");
        assertThat(desk.exchange("b", 0, Desk.done(lease)).refusals())
                .extracting(Reply.Refusal::reason)
                .containsExactly(Reason.NOT_YOURS);
        assertThat(desk.exchange("a", 0, Desk.done(lease)).refusals()).isEmpty();
    }

    @Test
    void theViewTellsFromOutcomesWithAndWithoutBlock() {
        Desk desk = new Desk(Desk.items(1_000));
        Lease lease = desk.leaseOf("a", 4);
        long first = lease.first();
        desk.exchange(
                "a",
                0,
                Desk.report(
                        lease,
                        Desk.end(first, End.FAILED),
                        Desk.end(first + 1, End.CANCELLED),
                        Desk.end(first + 2, End.RELEASED)));
        LedgerView view = desk.ledger.view();
        assertThat(view.settled().contains(first + 2)).isFalse();
        assertThat(view.settled().contains(first + 3)).isTrue();
        assertThat(view.withoutBlock()).containsOnlyKeys(Outcome.CANCELLED);
        assertThat(view.withoutBlock().get(Outcome.CANCELLED)).isEqualTo(Ranges.of(first + 1, first + 2));
        assertThat(view.counts()).containsEntry(Outcome.FAILED, 1L).containsEntry(Outcome.CANCELLED, 1L);
    }

    @Test
    void releasedItemsGoBackAtOnceWithTheSameAttempt() {
        Desk desk = new Desk(Desk.items(10));
        Lease lease = desk.lease("a");
        Lease again = desk.exchange("b", 1, new Exchange.Report[0]).leases().get(0);
        assertThat(again.first()).isNotEqualTo(lease.first());
        desk.exchange("a", 0, Desk.all(lease, End.RELEASED));
        Lease back = desk.lease("b");
        assertThat(back.first()).isEqualTo(lease.first());
        assertThat(back.attempt()).isEqualTo(1);
        assertThat(desk.ledger.view().retried()).isZero();
    }

    @Test
    void noMoreLeasesAreLiveThanTheParallelism() {
        Desk desk = new Desk(Desk.limited(100, 3));
        List<Lease> two = desk.exchange("a", 2).leases();
        assertThat(desk.exchange("b", 5).leases()).hasSize(1);
        assertThat(desk.exchange("c", 5).leases()).isEmpty();
        desk.exchange("a", 0, Desk.done(two.get(0)));
        assertThat(desk.exchange("c", 5).leases()).hasSize(1);
    }

    @Test
    void counterNamesBeyondTheLimitAreSummedTogether() {
        Desk desk = new Desk(Desk.chunks(Totals.MOST_COUNTERS + 2, 1));
        for (int n = 0; n < Totals.MOST_COUNTERS + 2; n++) {
            Lease lease = desk.lease("a");
            desk.exchange("a", 0, Desk.counting(lease, "c" + n, 2));
        }
        assertThat(desk.ledger.view().counters())
                .hasSize(Totals.MOST_COUNTERS + 1)
                .containsEntry("c0", 2L)
                .containsEntry(Totals.OTHER_COUNTERS, 4L);
    }

    @Test
    void anEmptySealedShardHasEnded() {
        assertThat(Ledger.open(Desk.items(0)).view().phase()).isEqualTo(JobPhase.FINISHED);
    }

    @Test
    void anOpenShardEndsOnceItIsSealedAndSettled() {
        Desk desk = new Desk(Desk.open());
        assertThat(desk.exchange("a", 1).leases()).isEmpty();
        desk.ledger.append(1);
        desk.ledger.append(1);
        desk.ledger.append(0);
        Lease lease = desk.lease("a");
        assertThat(desk.exchange("a", 1, Desk.done(lease)).ended()).isFalse();
        desk.ledger.seal();
        desk.ledger.seal();
        assertThat(desk.exchange("a", 1).ended()).isTrue();
        assertThat(desk.ledger.view().phase()).isEqualTo(JobPhase.FINISHED);
        assertThat(desk.ledger.view().end()).isEqualTo(1);
    }

    @Test
    void aSealedShardTakesNoItemsButARepeatedAppend() {
        Desk desk = new Desk(Desk.open());
        desk.ledger.append(5);
        desk.ledger.seal();
        desk.ledger.append(5);
        assertThatThrownBy(() -> desk.ledger.append(6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shard is sealed at 5; items up to 6 cannot be added");
    }

    @Test
    void theVersionGrowsOnlyWithTheView() {
        Desk desk = new Desk(Desk.items(10));
        LedgerView first = desk.ledger.view();
        assertThat(desk.ledger.view()).isSameAs(first);
        desk.exchange("a", 0);
        assertThat(desk.ledger.version()).isEqualTo(first.version());
        desk.exchange("a", 1);
        assertThat(desk.ledger.version()).isGreaterThan(first.version());
        assertThat(desk.ledger.view().leased()).isEqualTo(1);
    }
}
