package io.workgrid.engine.store;

import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.page.BlockWriter;
import io.workgrid.engine.page.ItemPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job in a store that a test drives by hand, as its only node. Item n is n, and so is its result. */
public final class Jobs {
    private final MemoryStore store;
    private final JobRecord record;
    private final Codec codec = new Codec(Jobs.class.getClassLoader());
    private final long[] seqs;

    public Jobs(MemoryStore store, String id, ShardLayout shards, JobOptions options) {
        this(store, id, shards, options, List.of());
    }

    /** One that needs others. */
    Jobs(MemoryStore store, String id, ShardLayout shards, JobOptions options, List<JobId> needs) {
        this.store = store;
        record = new JobRecord(
                new JobId(id),
                new JobCode.Shipped("task", new byte[0], new Classes.Here(List.of(), Jobs.class.getClassLoader())),
                options,
                new JobRecord.Scope(id, null, null, 0, 0),
                false,
                shards,
                Map.of(),
                1,
                needs,
                null);
        seqs = new long[shards.count()];
        store.create(record, Map.of());
    }

    public JobRecord record() {
        return record;
    }

    public void append(long first, long end) {
        ItemPage.Writer page = new ItemPage.Writer(codec, false, first);
        for (long index = first; index < end; index++) {
            page.add((int) index, null);
        }
        store.append(record.id(), page.take());
    }

    /** Takes leases. */
    public List<Reply.Lease> lease(int shard, int most) {
        return exchange(shard, List.of(), most).leases();
    }

    public Reply exchange(int shard, List<Exchange.Report> reports, int wanted) {
        return store.exchange(record.id(), shard, new Exchange("n", ++seqs[shard], reports, wanted, 1));
    }

    /** Ends a lease: its items are done but for the ones that are to end otherwise. */
    public void end(int shard, Reply.Lease lease, Map<Long, Exchange.End> otherwise) {
        exchange(shard, List.of(run(lease, otherwise)), 0);
    }

    /** Writes the blocks of a lease. */
    public Exchange.Report run(Reply.Lease lease, Map<Long, Exchange.End> otherwise) {
        List<Exchange.ItemEnd> ends = new ArrayList<>();
        BlockWriter block = new BlockWriter(codec);
        for (long index = lease.first(); index < lease.first() + lease.count(); index++) {
            Exchange.End end = otherwise.get(index);
            if (end == null) {
                block.value((int) index);
                block.done(index, 1, 1, null, null, List.of("log " + index));
            } else {
                ends.add(new Exchange.ItemEnd(index, end));
                if (end == Exchange.End.FAILED) {
                    ItemError error =
                            new ItemError(ItemError.Kind.EXCEPTION, List.of("x.Bad"), "bad", "", false, Map.of());
                    block.ended(index, 1, 1, Outcome.FAILED, "k", error, List.of());
                } else {
                    put(block, lease);
                }
            }
        }
        put(block, lease);
        return new Exchange.Report(lease.fence(), lease.first(), lease.count(), ends, Map.of(), 1_000);
    }

    private void put(BlockWriter block, Reply.Lease lease) {
        if (block.count() > 0) {
            store.putBlock(record.id(), block.take(lease.fence(), lease.attempt(), "n", 0));
        }
    }
}
