package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import io.workgrid.api.JobId;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.engine.page.ResultBlock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Result blocks on their way into the map: the worker that wrote one goes on, and the exchange that reports its items waits for it. Any
 * thread may use it.
 */
final class Puts {
    /** With more on the way, who writes waits as well. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final IMap<String, ResultBlock> blocks;
    private final Calls calls;
    private final Duration longest;
    private final Set<Put> under = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();

    /** One block; compared by identity. */
    private static final class Put {
        private final JobId job;
        private final ResultBlock block;
        private final CompletableFuture<Boolean> done;

        Put(JobId job, ResultBlock block, CompletableFuture<Boolean> done) {
            this.job = job;
            this.block = block;
            this.done = done;
        }

        boolean isOf(JobId whose, Exchange exchange) {
            ResultBlock.Head head = block.head();
            return job.equals(whose)
                    && exchange.reports().stream()
                            .anyMatch(report ->
                                    report.first() < head.end() && head.first() < report.first() + report.count());
        }
    }

    Puts(IMap<String, ResultBlock> blocks, Calls calls, Duration longest) {
        this.blocks = blocks;
        this.calls = calls;
        this.longest = longest;
    }

    /** Begins to keep a block. */
    @SuppressWarnings("FutureReturnValueIgnored") // a failure is found by who waits for it
    void put(JobId job, ResultBlock block) {
        Put put = new Put(job, block, begin(job, block));
        under.add(put);
        long all = bytes.addAndGet(block.size());
        put.done.whenCompleteAsync(
                (kept, failure) -> {
                    if (failure == null) {
                        remove(put);
                    }
                },
                Runnable::run);
        if (all > MOST_BYTES) {
            try {
                await(put);
            } finally {
                remove(put); // if it cannot be kept, who writes is told, and does not report it
            }
        }
    }

    private void remove(Put put) {
        if (under.remove(put)) {
            bytes.addAndGet(-put.block.size());
        }
    }

    /** Nobody will report what stands at these indexes. */
    void forget(JobId job, long first, long end) {
        for (Put put : under) {
            ResultBlock.Head head = put.block.head();
            if (put.job.equals(job) && first < head.end() && head.first() < end) {
                remove(put);
            }
        }
    }

    private CompletableFuture<Boolean> begin(JobId job, ResultBlock block) {
        try {
            return blocks.submitToKey(key(job, block), new ReplaceBlock(block)).toCompletableFuture();
        } catch (RuntimeException e) { // the cluster moves
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String key(JobId job, ResultBlock block) {
        return Keys.index(job, block.head().first());
    }

    /**
     * Waits until the blocks of what is reported are kept.
     *
     * @throws io.workgrid.api.GridException if one cannot be; it is tried again the next time
     */
    void await(JobId job, Exchange exchange) {
        if (!under.isEmpty() && !exchange.reports().isEmpty()) {
            under.stream().filter(put -> put.isOf(job, exchange)).forEach(this::await);
        }
    }

    private void await(Put put) {
        if (!answered(put)) { // what could not be kept in one go is tried with more patience
            calls.make(longest, () -> blocks.executeOnKey(key(put.job, put.block), new ReplaceBlock(put.block)));
        }
        remove(put);
    }

    private boolean answered(Put put) {
        try {
            put.done.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return false;
        }
    }
}
