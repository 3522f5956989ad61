package io.workgrid.hazelcast.store;

import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.core.job.Needs;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.store.JobRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether jobs that need others may begin. Whoever owns a job's first ledger asks, again and again as long as that waits: nobody
 * has to be told of an end. For one thread.
 */
final class Dependants {
    private static final int MOST_KNOWN = 10_000;

    private final HazelcastStore store;
    /** Jobs that have ended, which do not change any more. */
    private final Map<JobId, JobView> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, JobView> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    Dependants(HazelcastStore store) {
        this.store = store;
    }

    /** Looks at a job that waits. */
    void look(JobId id) {
        JobRecord job = store.record(id);
        Map<String, JobView> needed = new HashMap<>();
        for (JobId need : job.needs()) {
            try {
                JobView view = view(need);
                needed.put(need.text(), view);
            } catch (NoSuchJobException e) {
                needed.remove(need.text());
            }
        }
        Needs decision = Needs.of(job.needed(), needed);
        switch (decision.what()) {
            case WAIT -> {}
            case BEGIN -> store.release(id);
            case NEVER -> store.stop(id, Reply.Stop.NOW, JobPhase.CANCELLED, String.valueOf(decision.reason()));
        }
    }

    private JobView view(JobId id) {
        JobView view = known.get(id);
        if (view == null) {
            view = store.view(id);
            if (view.phase().ended()) {
                known.put(id, view);
            }
        }
        return view;
    }

    /**
     * The jobs that some job needs which has not ended.
     *
     * @param over the jobs that have ended
     */
    static Set<String> needed(HazelcastStore store, Set<String> over) {
        Set<String> needed = new HashSet<>();
        for (JobRecord job : store.records()) {
            if (!over.contains(job.id().text())) {
                needed.addAll(job.needed());
            }
        }
        return needed;
    }
}
