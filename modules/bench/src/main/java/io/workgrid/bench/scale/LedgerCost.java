package io.workgrid.bench.scale;

import io.workgrid.api.JobOptions;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Ledger;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** What a ledger costs in real time and bytes, with no store around it, when every worker of so many nodes holds a lease of it. */
final class LedgerCost {
    static final String HEADER = """
            | workers | leases | state | written | read | exchange, 1 lease | exchange, 8 leases | node lost |
            |---|---|---|---|---|---|---|---|""";

    private static final long ITEM_NANOS = 10_000_000;

    private final int workers;
    private final int rounds;
    private final List<Holder> nodes = new ArrayList<>();
    private final Random random = new Random(17);
    private final Ledger ledger;
    private long now;

    /** A node and the leases it holds. */
    private static final class Holder {
        final String name;
        final Deque<Reply.Lease> held = new ArrayDeque<>();
        long seq;

        Holder(String name) {
            this.name = name;
        }
    }

    /**
     * @param rounds how often each thing is done; a hundredth of that for what touches the whole ledger
     */
    LedgerCost(int workers, int rounds) {
        this.workers = workers;
        this.rounds = rounds;
        ledger = Ledger.open(new ShardLayout(1, Long.MAX_VALUE).spec(0, JobOptions.DEFAULT, 0, 0));
        ledger.append(1L << 40);
        for (int node = 0; node * Simulation.WORKERS_PER_NODE < workers; node++) {
            nodes.add(new Holder("node-" + node + ".workgrid.example"));
        }
    }

    String markdown() {
        nodes.forEach(node -> exchange(node, Simulation.WORKERS_PER_NODE));
        measured(1); // warm, and leases far apart
        double one = measured(1);
        double all = measured(Simulation.WORKERS_PER_NODE);
        byte[] bytes = ledger.toBytes();
        double written = median(fewer(), () -> wall(ledger::toBytes));
        double read = median(fewer(), () -> wall(() -> Ledger.ofBytes(bytes)));
        int leases = nodes.stream().mapToInt(node -> node.held.size()).sum();
        return String.format(
                Locale.ROOT,
                "| %,d | %,d | %,d bytes | %.0f us | %.0f us | %.1f us | %.1f us | %.0f us |",
                workers,
                leases,
                bytes.length,
                written,
                read,
                one,
                all,
                lost(bytes));
    }

    /** Exchanges of nodes in random order. */
    private double measured(int leases) {
        return median(rounds, () -> exchange(anyNode(), leases));
    }

    /** The median in microseconds, for what else the machine does must not count. */
    private static double median(int times, LongSupplier nanos) {
        long[] all = LongStream.generate(nanos).limit(times).sorted().toArray();
        return all[times / 2] / 1e3;
    }

    private Holder anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    /** Reports the oldest leases of a node and takes as many; how long the ledger took. */
    private long exchange(Holder node, int leases) {
        List<Exchange.Report> reports = new ArrayList<>();
        for (int n = 0; n < leases && !node.held.isEmpty(); n++) {
            Reply.Lease lease = node.held.remove();
            reports.add(new Exchange.Report(
                    lease.fence(), lease.first(), lease.count(), List.of(), Map.of(), lease.count() * ITEM_NANOS));
        }
        Exchange exchange = new Exchange(node.name, ++node.seq, reports, leases, Simulation.WORKERS_PER_NODE);
        long start = System.nanoTime();
        Reply reply = ledger.exchange(exchange, ++now);
        long spent = System.nanoTime() - start;
        node.held.addAll(reply.leases());
        return spent;
    }

    /** One node of many, from a fresh copy each time. */
    private double lost(byte[] bytes) {
        return median(fewer(), () -> {
            Ledger copy = Ledger.ofBytes(bytes);
            return wall(() -> copy.lost(anyNode().name, now));
        });
    }

    private int fewer() {
        return Math.max(1, rounds / 100);
    }

    private static long wall(Runnable body) {
        long start = System.nanoTime();
        body.run();
        return System.nanoTime() - start;
    }
}
