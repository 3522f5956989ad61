package io.workgrid.engine.worker;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Leases on their way through this node, mostly one: queued, then run by one worker. Where there are more they follow one another and
 * have one attempt number, and they stand or fall together: their reports go out in one exchange, for they share blocks.
 */
public final class Chunk {
    private final RunningJob job;
    private final int shard;
    private final List<Reply.Lease> leases;

    public Chunk(RunningJob job, int shard, Reply.Lease lease) {
        this(job, shard, List.of(lease));
    }

    private Chunk(RunningJob job, int shard, List<Reply.Lease> leases) {
        this.job = job;
        this.shard = shard;
        this.leases = leases;
    }

    public RunningJob job() {
        return job;
    }

    public int shard() {
        return shard;
    }

    public List<Reply.Lease> leases() {
        return leases;
    }

    /** Whether this one can be run as one with what follows it. */
    public boolean continuedBy(Chunk next) {
        return job == next.job && shard == next.shard && attempt() == next.attempt() && end() == next.first();
    }

    /** Chunks, each continued by the next, as one. */
    public static Chunk joined(List<Chunk> chunks) {
        List<Reply.Lease> leases = new ArrayList<>(chunks.size());
        chunks.forEach(chunk -> leases.addAll(chunk.leases));
        return new Chunk(chunks.get(0).job, chunks.get(0).shard, leases);
    }

    /** The first index. */
    long first() {
        return leases.get(0).first();
    }

    /** One past the last index. */
    long end() {
        Reply.Lease last = leases.get(leases.size() - 1);
        return last.first() + last.count();
    }

    /** Which try at its items this is. */
    int attempt() {
        return leases.get(0).attempt();
    }

    /** What its blocks are written under: the highest fence, which is lower than that of any later lease of these items. */
    long fence() {
        long fence = 0;
        for (Reply.Lease lease : leases) {
            fence = Math.max(fence, lease.fence());
        }
        return fence;
    }

    /** The reports of a chunk that no worker started. */
    public List<Exchange.Report> released() {
        return leases.stream()
                .map(lease -> new Tally(lease).report(lease.first()))
                .toList();
    }

    /** The reports of a chunk of which nobody can say how it went: the ledger takes it as lost, for they name no items. */
    List<Exchange.Report> lost() {
        return leases.stream()
                .map(lease -> new Exchange.Report(lease.fence(), lease.first(), 0, List.of(), Map.of(), 0))
                .toList();
    }
}
