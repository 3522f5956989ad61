package io.workgrid.bench.scale;

import io.workgrid.api.JobOptions;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/**
 * One job on a grid of nodes with {@value #WORKERS_PER_NODE} workers each: ledgers, layout, sizes of chunks and appetites are the
 * production ones; network, threads and items are virtual time.
 *
 * @param workers in all
 * @param work the items; all of them are there from the start
 * @param shards how the job is laid out
 * @param walk how a node goes through the shards
 * @param costs of an exchange
 */
record Simulation(int workers, Work work, ShardLayout shards, Walk walk, Costs costs) {
    static final int WORKERS_PER_NODE = 8;

    /**
     * What came out.
     *
     * @param idealNanos the items shared evenly among the workers, with no grid at all
     * @param nanos until the last item was settled
     * @param exchanges with all ledgers
     * @param busiest the largest part of the time that a ledger was busy
     */
    record Result(double idealNanos, long nanos, long exchanges, double busiest) {
        double efficiency() {
            return idealNanos / nanos;
        }

        double exchangesPerSecond() {
            return exchanges / (nanos / 1e9);
        }
    }

    Result run() {
        VirtualTime time = new VirtualTime();
        List<LedgerServer> ledgers = new ArrayList<>();
        for (int shard = 0; shard < shards.count(); shard++) {
            ledgers.add(new LedgerServer(ledger(shard), time, costs));
        }
        int nodes = (workers + WORKERS_PER_NODE - 1) / WORKERS_PER_NODE;
        for (int node = 0; node < nodes; node++) {
            int its = Math.min(WORKERS_PER_NODE, workers - node * WORKERS_PER_NODE);
            SimulatedNode started = new SimulatedNode("node-" + node, its, desks(node, ledgers), work, time);
            time.after(costs.roundTripNanos() / 2, started::go);
        }
        time.run();
        long nanos = ledgers.stream().mapToLong(LedgerServer::endedAt).max().orElseThrow();
        long most = ledgers.stream().mapToLong(LedgerServer::exchanges).max().orElseThrow();
        return new Result(
                (double) work.nanos(0, work.items()) / workers,
                nanos,
                ledgers.stream().mapToLong(LedgerServer::exchanges).sum(),
                (double) most * costs.serviceNanos() / nanos);
    }

    private Ledger ledger(int shard) {
        Ledger ledger = Ledger.open(shards.spec(shard, options(), 0, 0));
        ledger.append(Math.min(shards.end(shard), work.items()));
        ledger.seal();
        return ledger;
    }

    private JobOptions options() {
        return work.chunkSize() == 0 ? JobOptions.DEFAULT : JobOptions.DEFAULT.withChunkSize(work.chunkSize());
    }

    private List<SimulatedDesk> desks(int node, List<LedgerServer> ledgers) {
        int first = walk.firstShard(node, ledgers.size());
        List<SimulatedDesk> desks = new ArrayList<>();
        for (int n = 0; n < ledgers.size(); n++) {
            desks.add(new SimulatedDesk(ledgers.get((first + n) % ledgers.size()), walk.greets()));
        }
        return desks;
    }
}
