package io.workgrid.hazelcast.store;

import com.hazelcast.core.IExecutorService;
import io.workgrid.api.JobId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends word of work to all nodes: at once, and then not again for a few milliseconds, for thousands of items may come back in a
 * second. Word that gets lost is made good by the keepers. Any thread may use it.
 */
final class Teller implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;

    private final IExecutorService control;
    /** Jobs of which word was sent just now; true: there is more to tell. */
    private final Map<JobId, Boolean> told = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workgrid-teller");
        thread.setDaemon(true);
        return thread;
    });

    Teller(IExecutorService control) {
        this.control = control;
    }

    void tell(JobId job) {
        if (told.computeIfPresent(job, (id, more) -> true) == null && told.putIfAbsent(job, false) == null) {
            send(job);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends by itself
    private void send(JobId job) {
        try {
            control.executeOnAllMembers(new Tell(job));
            timer.schedule(() -> again(job), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            told.remove(job); // this process leaves the grid
        } catch (RuntimeException e) { // the cluster moves; the keepers say it again
            told.remove(job);
        }
    }

    private void again(JobId job) {
        Boolean more = told.computeIfPresent(job, (id, pending) -> pending ? false : null);
        if (more != null) {
            send(job);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
