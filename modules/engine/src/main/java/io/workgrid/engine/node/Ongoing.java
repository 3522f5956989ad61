package io.workgrid.engine.node;

import io.workgrid.core.limit.Turn;
import io.workgrid.engine.worker.RunningJob;
import java.util.ArrayList;
import java.util.List;

/** A job that is not over, as its node sees it. Guarded by the board's lock. */
final class Ongoing {
    final RunningJob job;
    final List<Desk> desks = new ArrayList<>();
    private final long arrival;

    /** Leases of the job on this node. */
    int held;
    /** Somebody looks again until nothing of it runs. */
    boolean stopping;

    Ongoing(RunningJob job, long arrival) {
        this.job = job;
        this.arrival = arrival;
        for (int shard = 0; shard < job.record().shards().count(); shard++) {
            desks.add(new Desk(this, shard));
        }
    }

    Turn turn(Desk desk) {
        return new Turn(job.record().options().priority(), held, arrival, desk.shard);
    }

    boolean over() {
        return desks.stream().allMatch(Desk::ended);
    }
}
