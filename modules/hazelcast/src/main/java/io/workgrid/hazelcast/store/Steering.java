package io.workgrid.hazelcast.store;

import io.workgrid.api.JobId;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** What is said to all shards of a job that runs; nodes and watchers are told. Any thread may use it. */
final class Steering {
    private static final int MOST_TUNING_ROUNDS = 10;

    private final Shards shards;
    private final Teller teller;
    private final Watches watches;

    Steering(Shards shards, Teller teller, Watches watches) {
        this.shards = shards;
        this.teller = teller;
        this.watches = watches;
    }

    private void changed(JobId job) {
        teller.tell(job);
        watches.changed(job);
    }

    void stop(JobId job, Reply.Stop how, JobPhase endAs, String reason) {
        shards.onAll(job, shard -> Steer.stop(how, endAs, reason));
        changed(job);
    }

    void pause(JobId job, String reason) {
        inTurn(job, number -> Steer.pause(reason, number));
        watches.changed(job);
    }

    void resume(JobId job) {
        inTurn(job, Steer::resume);
        changed(job);
    }

    private void inTurn(JobId job, LongFunction<Steer> request) {
        List<Integer> all = shards.all(job);
        List<LedgerView> views = shards.looks(job, all);
        for (int shard : all) {
            shards.ask(job, shard, request.apply(views.get(shard).steered() + 1));
        }
    }

    void setParallelism(JobId job, int chunks) {
        tune(job, view -> view.parallelism() == chunks, number -> Steer.parallelism(chunks, number));
    }

    void setPriority(JobId job, int priority) {
        tune(job, view -> view.priority() == priority, number -> Steer.priority(priority, number));
    }

    /** Until it is so: somebody else may have used the same number at the same time, and the second of them changed nothing. */
    private void tune(JobId job, Predicate<LedgerView> so, LongFunction<Steer> request) {
        List<Integer> left = shards.all(job);
        for (int round = 0; round < MOST_TUNING_ROUNDS && !left.isEmpty(); round++) {
            List<LedgerView> views = shards.looks(job, left);
            List<Integer> asked = new ArrayList<>();
            for (int n = 0; n < views.size(); n++) {
                LedgerView view = views.get(n);
                if (!so.test(view) && !view.phase().ended()) {
                    shards.ask(job, left.get(n), request.apply(view.tuned() + 1));
                    asked.add(left.get(n));
                }
            }
            left = asked;
        }
        changed(job);
    }

    /** What the job needs is there. The first ledger is the last to hear it: as long as that one waits, all are told again. */
    void release(JobId job) {
        List<Integer> all = shards.all(job);
        for (int n = all.size() - 1; n >= 0; n--) {
            shards.ask(job, all.get(n), Steer.release());
        }
        changed(job);
    }

    /** A node is gone: what it held is settled. */
    void lost(JobId job, String node) {
        shards.onAll(job, shard -> Steer.lost(node));
    }
}
