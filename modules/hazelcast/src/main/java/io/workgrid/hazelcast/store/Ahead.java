package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import io.workgrid.api.JobId;
import io.workgrid.engine.page.ResultBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that were asked for before their reader wants them, of the last {@value #MOST} jobs. Where the next one begins is known; where
 * those after it begin is guessed: chunks of a job that runs evenly have one size. A wrong guess finds nothing, and costs a request. Any
 * thread may use it.
 */
final class Ahead {
    private static final int MOST = 16;
    /** How many blocks of a job are asked for at once. */
    static final int DEPTH = 8;

    private static final int MOST_ASKED = 4 * DEPTH;
    /** What all of them together may take, about. */
    private static final long MOST_BYTES = 4L << 20;

    private static final long LONGEST_SECONDS = 60;

    /** What was asked for of a job, by the first item, and how many items the block before had. */
    private static final class Asked {
        private final NavigableMap<Long, CompletionStage<@Nullable ResultBlock>> blocks = new TreeMap<>();
        private int count;
    }

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

    /**
     * Asks for what comes after a block that was read.
     *
     * @param settled whether an item has an outcome, so that there may be a block that begins with it
     */
    void ask(JobId job, ResultBlock read, LongPredicate settled) {
        int count = read.head().count();
        long first = read.head().end();
        for (int left = many(job, count, read.size()); left > 0 && settled.test(first); left--) {
            if (!isAsked(job, first)) {
                ask(job, first);
            }
            first += count;
        }
    }

    private int many(JobId job, int count, long bytes) {
        synchronized (asked) {
            Asked its = asked.computeIfAbsent(job, absent -> new Asked());
            boolean same = count == its.count;
            its.count = count;
            if (its.blocks.size() > MOST_ASKED) {
                its.blocks.clear(); // a reader that goes to and fro
            }
            return same ? (int) Math.min(DEPTH, Math.max(1, MOST_BYTES / Math.max(1, bytes))) : 1;
        }
    }

    private boolean isAsked(JobId job, long first) {
        synchronized (asked) {
            Asked its = asked.get(job);
            return its != null && its.blocks.containsKey(first);
        }
    }

    private void ask(JobId job, long first) {
        CompletionStage<@Nullable ResultBlock> block;
        try {
            block = blocks.getAsync(Keys.index(job, first));
        } catch (RuntimeException e) { // who wants it asks himself
            return;
        }
        synchronized (asked) {
            Asked its = asked.get(job);
            if (its != null) {
                its.blocks.put(first, block);
            }
        }
    }

    /** The block, if it was asked for and is there; else it must be asked for again. Waits for the answer. */
    @Nullable
    ResultBlock take(JobId job, long first) {
        @Nullable CompletionStage<@Nullable ResultBlock> block;
        synchronized (asked) {
            Asked its = asked.get(job);
            if (its == null) {
                return null;
            }
            its.blocks.headMap(first).clear(); // guessed wrong
            block = its.blocks.remove(first);
        }
        if (block == null) {
            return null;
        }
        try {
            return block.toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return null;
        }
    }

    /** A reader of the job has gone, or what it knew of the job was wrong. */
    void forget(JobId job) {
        synchronized (asked) {
            asked.remove(job);
        }
    }
}
