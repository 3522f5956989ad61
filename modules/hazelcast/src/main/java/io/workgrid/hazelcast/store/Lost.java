package io.workgrid.hazelcast.store;

import io.workgrid.api.GridException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.store.JobRecord;
import java.util.Map;

/** What is said when every node that held a copy is gone: the truth, and an end. */
final class Lost {
    private Lost() {}

    static String reason(JobRecord job) {
        return "the ledger of job " + job.id() + " is lost: all nodes that held a copy of it are gone;"
                + " what its items did is not known";
    }

    /** A shard that is not there. */
    static ShardLook look(JobRecord job, int shard) {
        long first = job.shards().first(shard);
        LedgerView view = new LedgerView(
                Long.MAX_VALUE,
                JobPhase.LOST,
                reason(job),
                first,
                first,
                true,
                0,
                0,
                0,
                0,
                null,
                0,
                Map.of(),
                0,
                Ranges.NONE,
                Map.of(),
                Map.of());
        return new ShardLook(view, job.createdMillis());
    }

    /** The shards that are left need not go on. */
    static void tell(HazelcastStore store, JobRecord job) {
        if (job.shards().count() > 1) {
            end(store, job, reason(job));
        }
    }

    /** Items that were given are gone. */
    static void items(HazelcastStore store, JobRecord job, long index) {
        end(
                store,
                job,
                "the items of job " + job.id() + " from " + index
                        + " on are lost: all nodes that held a copy of them are gone");
    }

    private static void end(HazelcastStore store, JobRecord job, String reason) {
        try {
            store.stop(job.id(), Reply.Stop.NOW, JobPhase.LOST, reason);
        } catch (GridException e) {
            // then it is gone altogether
        }
    }
}
