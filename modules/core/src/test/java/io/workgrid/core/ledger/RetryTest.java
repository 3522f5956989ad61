package io.workgrid.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.Reply.Lease;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failed attempts that are to be tried again. */
class RetryTest {

    @Test
    void aRetryWaitsAndComesBeforeFreshItems() {
        Desk desk = new Desk(Desk.retrying(10, 1, 2));
        Lease lease = desk.lease("a");
        Reply reply = desk.exchange("a", 1, Desk.all(lease, End.RETRY));
        assertThat(reply.leases().get(0).first()).isEqualTo(1);
        assertThat(reply.readyAtMillis()).isEqualTo(desk.now + 1_000);
        desk.now += 999;
        assertThat(desk.lease("a").first()).isEqualTo(2);
        desk.now += 1;
        Lease again = desk.lease("a");
        assertThat(again.first()).isEqualTo(lease.first());
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(desk.ledger.view().retried()).isEqualTo(1);
    }

    @Test
    void nothingWaitsWhenNothingIsToBeTriedAgain() {
        assertThat(new Desk(Desk.items(10)).exchange("a", 1).readyAtMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itemsThatFailedTogetherComeBackAsOneLease() {
        Desk desk = new Desk(Desk.retrying(2_000, 8, 2));
        Lease lease = desk.leaseOf("a", 8);
        desk.exchange("a", 0, Desk.all(lease, End.RETRY));
        assertThat(desk.ledger.returned.pieces()).isEqualTo(1);
        desk.now += 1_000;
        assertThat(desk.lease("a")).isEqualTo(new Lease(lease.fence() + 1, lease.first(), 8, 2));
    }

    @Test
    void lossesDoNotBuyFurtherRetries() {
        Desk desk = new Desk(Desk.retrying(1, 1, 1));
        desk.lease("a");
        desk.ledger.lost("a", desk.now);
        Lease second = desk.lease("b");
        assertThat(second.attempt()).isEqualTo(2);
        Reply reply = desk.exchange("b", 0, Desk.all(second, End.RETRY));
        assertThat(reply.refusals()).extracting(Reply.Refusal::reason).containsExactly(Reply.Reason.MALFORMED);
    }

    @Test
    void whatIsToBeTriedAgainWhenTheJobStopsIsCancelled() {
        Desk desk = new Desk(Desk.retrying(2, 1, 3));
        Lease first = desk.lease("a");
        Lease second = desk.lease("a");
        desk.exchange("a", 0, Desk.all(first, End.RETRY));
        desk.ledger.stop(Reply.Stop.SOON, JobPhase.CANCELLED, "enough", desk.now);
        desk.exchange("a", 0, Desk.all(second, End.RETRY));
        LedgerView view = desk.ledger.view();
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.withoutBlock().get(Outcome.CANCELLED)).isEqualTo(Ranges.of(0, 2));
    }

    @Test
    void nothingFreshIsGivenOutWhileTooManyPiecesAreBack() {
        Desk desk = new Desk(Desk.retrying(100_000, 1, 5));
        for (int n = 0; n < 2 * Ledger.MOST_PIECES - 1; n++) {
            Lease lease = desk.lease("a");
            desk.exchange("a", 0, n % 2 == 0 ? Desk.all(lease, End.RETRY) : Desk.done(lease));
        }
        assertThat(desk.ledger.returned.pieces()).isEqualTo(Ledger.MOST_PIECES);
        Reply full = desk.exchange("a", 1);
        assertThat(full.leases()).isEmpty();
        desk.now = full.readyAtMillis();
        assertThat(desk.lease("a").attempt()).isEqualTo(2);
    }

    @Test
    void chunksShrinkWhenTheyComeBackInPieces() {
        Desk desk = new Desk(Desk.retrying(10_000_000, 0, 50));
        int largest = 0;
        for (int n = 0; n < 60; n++) {
            desk.now += 100_000;
            Lease lease = desk.exchange("a", 1).leases().get(0);
            largest = Math.max(largest, lease.count());
            Exchange.ItemEnd[] everySecond = new Exchange.ItemEnd[lease.count() / 2];
            for (int k = 0; k < everySecond.length; k++) {
                everySecond[k] = Desk.end(lease.first() + 2 * k, End.RETRY);
            }
            desk.exchange("a", 0, Desk.report(lease, everySecond));
        }
        assertThat(desk.ledger.returned.pieces()).isLessThan(2 * Ledger.MOST_PIECES);
        assertThat(largest).isLessThanOrEqualTo(2 * Ledger.MOST_PIECES);
    }

    @Test
    void itemsThatFailedForGoodDoNotShrinkChunks() {
        Ledger ledger = Ledger.open(Desk.items(10_000_000));
        List<Exchange.Report> reports = List.of();
        int count = 0;
        for (int seq = 1; seq < 30; seq++) {
            Exchange request = new Exchange("a", seq, reports, 1, 1_000);
            Lease lease = ledger.exchange(request, 1_000).leases().get(0);
            count = lease.count();
            Exchange.ItemEnd[] everySecond = new Exchange.ItemEnd[count / 2];
            for (int k = 0; k < everySecond.length; k++) {
                everySecond[k] = Desk.end(lease.first() + 2 * k, End.FAILED);
            }
            reports = List.of(Desk.report(lease, everySecond));
        }
        assertThat(count).isGreaterThan(1_000);
    }

    @Test
    void waitsGrowByTheFactorUpToTheLongest() {
        RetryPolicy policy = RetryPolicy.DEFAULT
                .withJitter(false)
                .withBackoff(Duration.ofMillis(100), Duration.ofMillis(350))
                .withFactor(2);
        assertThat(Backoff.millis(policy, 1, 0, 0)).isEqualTo(100);
        assertThat(Backoff.millis(policy, 2, 0, 0)).isEqualTo(200);
        assertThat(Backoff.millis(policy, 3, 0, 0)).isEqualTo(350);
        assertThat(Backoff.millis(policy, 1_000, 0, 0)).isEqualTo(350);
    }

    @Test
    void jitterSpreadsWaitsFromHalfToAllAndRepeatsItself() {
        RetryPolicy policy = RetryPolicy.DEFAULT.withBackoff(Duration.ofMillis(1_000), Duration.ofMillis(1_000));
        long sum = 0;
        for (int index = 0; index < 1_000; index++) {
            long wait = Backoff.millis(policy, 1, 42, index);
            assertThat(wait).isBetween(500L, 1_000L).isEqualTo(Backoff.millis(policy, 1, 42, index));
            sum += wait;
        }
        assertThat(sum / 1_000).isBetween(720L, 780L);
        assertThat(Backoff.millis(policy, 1, 42, 7)).isNotEqualTo(Backoff.millis(policy, 1, 43, 7));
    }
}
