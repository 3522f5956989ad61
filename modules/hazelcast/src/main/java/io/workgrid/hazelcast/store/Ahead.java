package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import io.workgrid.api.JobId;
import io.workgrid.engine.page.ResultBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Blocks that were asked for before their reader wants them: the next one of each job, of the last {@value #MOST} jobs. Any thread. */
final class Ahead {
    private static final int MOST = 16;
    private static final long LONGEST_SECONDS = 60;

    private record Asked(long first, CompletionStage<@Nullable ResultBlock> block) {}

    private final IMap<String, ResultBlock> blocks;
    private final Map<JobId, Asked> asked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Asked> eldest) {
            return size() > MOST;
        }
    };

    Ahead(IMap<String, ResultBlock> blocks) {
        this.blocks = blocks;
    }

    /** Asks for a block of settled items. */
    void ask(JobId job, long first) {
        Asked one;
        try {
            one = new Asked(first, blocks.getAsync(Keys.index(job, first)));
        } catch (RuntimeException e) { // who wants it asks himself
            return;
        }
        synchronized (asked) {
            asked.put(job, one);
        }
    }

    /** The block, if it was asked for and is there; else it must be asked for again. Waits for the answer. */
    @Nullable
    ResultBlock take(JobId job, long first) {
        Asked one;
        synchronized (asked) {
            one = asked.get(job);
            if (one == null || one.first != first) {
                return null;
            }
            asked.remove(job);
        }
        try {
            return one.block.toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return null;
        }
    }

    /** A reader of the job has gone. */
    void forget(JobId job) {
        synchronized (asked) {
            asked.remove(job);
        }
    }
}
