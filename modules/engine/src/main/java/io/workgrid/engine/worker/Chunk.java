package io.workgrid.engine.worker;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A lease on its way through this node: queued, then run by one worker. */
public final class Chunk {
    private final RunningJob job;
    private final int shard;
    private final Reply.Lease lease;

    public Chunk(RunningJob job, int shard, Reply.Lease lease) {
        this.job = job;
        this.shard = shard;
        this.lease = lease;
    }

    public RunningJob job() {
        return job;
    }

    public int shard() {
        return shard;
    }

    public Reply.Lease lease() {
        return lease;
    }

    /** One past the last index. */
    long end() {
        return lease.first() + lease.count();
    }

    /** The report of a chunk that no worker started. */
    public Exchange.Report released() {
        List<Exchange.ItemEnd> ends = new ArrayList<>();
        for (long index = lease.first(); index < end(); index++) {
            ends.add(new Exchange.ItemEnd(index, Exchange.End.RELEASED));
        }
        return new Exchange.Report(lease.fence(), lease.first(), lease.count(), ends, Map.of(), 0);
    }

    /** The report of a chunk of which nobody can say how it went: the ledger takes it as lost, for it names no items. */
    Exchange.Report lost() {
        return new Exchange.Report(lease.fence(), lease.first(), 0, List.of(), Map.of(), 0);
    }
}
