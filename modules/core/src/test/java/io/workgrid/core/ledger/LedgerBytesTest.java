package io.workgrid.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.Reply.Lease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A ledger as bytes: it comes back the same, and is small whatever the number of items. */
class LedgerBytesTest {

    @Test
    void aLedgerFromBytesGoesOnAsTheOneThatWroteThem() {
        Desk desk = new Desk(Desk.retrying(500, 4, 3));
        Lease lease = desk.leaseOf("a", 4);
        desk.exchange(
                "a",
                2,
                new Exchange.Report(
                        lease.fence(),
                        lease.first(),
                        4,
                        List.of(Desk.end(lease.first(), End.RETRY), Desk.end(lease.first() + 2, End.CANCELLED)),
                        Map.of("räume", -3L),
                        5));
        desk.exchange("b", 3, Desk.done(new Lease(9_999, 1, 1, 1)));
        desk.lease("c");
        desk.ledger.lost("c", desk.now);
        desk.ledger.pause("a person", 1, desk.now);
        byte[] bytes = desk.ledger.toBytes();
        Ledger again = Ledger.ofBytes(bytes);
        assertThat(again.view()).isEqualTo(desk.ledger.view());
        assertThat(again.toBytes()).isEqualTo(bytes);
        assertThat(again.nodes.last("b")).isEqualTo(desk.ledger.nodes.last("b"));
        again.resume(2, desk.now + 2_000);
        desk.ledger.resume(2, desk.now + 2_000);
        Exchange next = desk.next("a", 5);
        assertThat(again.exchange(next, desk.now + 2_000)).isEqualTo(desk.ledger.exchange(next, desk.now + 2_000));
    }

    @Test
    void bytesThatAreCutOffOrTooManyOrOfAnotherFormAreRefused() {
        byte[] bytes = Ledger.open(Desk.items(10)).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Ledger.ofBytes(cut)).isInstanceOf(RuntimeException.class);
        }
        assertThatThrownBy(() -> Ledger.ofBytes(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("1 bytes are left over");
        bytes[0] = 9;
        assertThatThrownBy(() -> Ledger.ofBytes(bytes)).hasMessage("ledger is stored in form 9; wanted 2");
    }

    @Test
    void theStateOfTenMillionItemsAndAThousandWorkersIsSmall() {
        int nodes = 125;
        int workers = 8;
        Ledger ledger = Ledger.open(Desk.items(10_000_000));
        List<List<Lease>> held = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            held.add(List.of());
        }
        long seq = 0;
        while (ledger.view().settled().total() < 5_000_000) {
            seq++;
            for (int n = 0; n < nodes; n++) {
                round(ledger, "10.0.12.34:5701-1f3a9c7e-" + n, seq, workers, held, n);
            }
        }
        assertThat(ledger.leases.live()).isEqualTo(2 * nodes * workers);
        int size = ledger.toBytes().length;
        System.out.printf(
                "10,000,000 items, half of them settled in %,d ranges; %,d leases of %,d workers: %,d bytes%n",
                ledger.view().settled().size(), ledger.leases.live(), nodes * workers, size);
        assertThat(size).isLessThan(64 * 1024);
        assertThat(Ledger.ofBytes(ledger.toBytes()).view()).isEqualTo(ledger.view());
    }

    /** Reports every second of its leases, so that what is settled is in as many pieces as it can be. */
    private static void round(Ledger ledger, String node, long seq, int workers, List<List<Lease>> held, int n) {
        List<Exchange.Report> reports = new ArrayList<>();
        List<Lease> kept = new ArrayList<>();
        for (Lease lease : held.get(n)) {
            if (lease.fence() % 2 == seq % 2) {
                reports.add(new Exchange.Report(
                        lease.fence(),
                        lease.first(),
                        lease.count(),
                        List.of(),
                        Map.of("rows", 1L),
                        lease.count() * 90_000L));
            } else {
                kept.add(lease);
            }
        }
        int wanted = 2 * workers - kept.size();
        Reply reply = ledger.exchange(new Exchange(node, seq, reports, wanted, workers), 1_000 + seq);
        kept.addAll(reply.leases());
        held.set(n, kept);
    }
}
