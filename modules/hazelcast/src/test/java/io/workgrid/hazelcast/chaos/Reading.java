package io.workgrid.hazelcast.chaos;

import io.workgrid.api.JobHandle;
import io.workgrid.hazelcast.process.Feed;
import io.workgrid.hazelcast.process.Truth;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A reader that streams all results in order while the job runs and its nodes die. */
final class Reading {
    private final CompletableFuture<Void> reader;

    private Reading(CompletableFuture<Void> reader) {
        this.reader = reader;
    }

    /** Begins to read a job of {@link io.workgrid.hazelcast.process.Work} with that input. */
    static Reading of(JobHandle<?> job, Feed feed) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Truth.inOrder(job, feed::given);
                        done.complete(null);
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                "reading " + job.id());
        thread.setDaemon(true);
        thread.start();
        return new Reading(done);
    }

    /** What it read was complete and in order. */
    void awaitGood() {
        try {
            reader.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the reader failed while nodes came and went", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the reader hangs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
