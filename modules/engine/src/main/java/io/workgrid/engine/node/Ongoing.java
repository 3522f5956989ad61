package io.workgrid.engine.node;

import io.workgrid.core.limit.Turn;
import io.workgrid.core.split.Joining;
import io.workgrid.engine.worker.RunningJob;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job that is not over, as its node sees it. Guarded by the board's lock. */
final class Ongoing {
    final RunningJob job;
    final List<Desk> desks = new ArrayList<>();
    /** Whether its leases may wait on the node in numbers. */
    final boolean mayJoin;

    private final long arrival;
    private final int firstShard;

    private int held;
    private Turn turn;
    /** Somebody looks again until nothing of it runs. */
    boolean stopping;

    Ongoing(RunningJob job, long arrival, int firstShard) {
        this.job = job;
        this.arrival = arrival;
        this.firstShard = firstShard;
        mayJoin = Joining.allowed(job.record().options());
        turn = new Turn(job.record().options().priority(), 0, arrival, 0);
        for (int shard = 0; shard < job.record().shards().count(); shard++) {
            desks.add(new Desk(this, shard));
        }
    }

    /** Leases of the job on this node. */
    int held() {
        return held;
    }

    void holds(int more) {
        held += more;
        turn = new Turn(turn.priority(), held, arrival, 0);
    }

    /** What a ledger of the job said last. */
    void priority(int now) {
        if (now != turn.priority()) {
            turn = new Turn(now, held, arrival, 0);
        }
    }

    /** The claim of its first shard, and so of all of them: they have the same but for the shard. */
    Turn turn() {
        return turn;
    }

    /** The ledger to ask first: nodes begin at different ones and move on when one has nothing; {@code null} if none may be asked. */
    @Nullable
    Desk asker() {
        for (int n = 0; n < desks.size(); n++) {
            Desk desk = desks.get((firstShard + n) % desks.size());
            if (desk.mayAsk()) {
                return desk;
            }
        }
        return null;
    }

    boolean over() {
        return desks.stream().allMatch(Desk::ended);
    }
}
