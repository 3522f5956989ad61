package io.workgrid.engine.client;

import io.workgrid.api.ItemResult;
import io.workgrid.api.JobFailedException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.ResultIterator;
import io.workgrid.api.view.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Results of a job one by one; a failed item throws when it is its turn. For one thread. */
final class PoolIterator<R> implements ResultIterator<R> {
    private final Handle<R> job;
    private final Reader reader;
    private final Runnable progress;
    private final Runnable after;
    private Queue<ItemResult<R>> items = new ArrayDeque<>();
    private boolean ended;
    private boolean told;

    PoolIterator(Handle<R> job, boolean ordered, Runnable progress, Runnable after) {
        this.progress = progress;
        this.job = job;
        this.after = after;
        reader = job.follow(ordered);
    }

    @Override
    public boolean hasNext() {
        return ready(null);
    }

    private boolean ready(@Nullable Duration longest) {
        if (items.isEmpty() && !ended) {
            Optional<Piece> piece = reader.next(longest);
            if (piece.isPresent()) {
                items = piece.get().items(job.codec());
            } else {
                end();
            }
        }
        return !items.isEmpty() || failure() != null;
    }

    /** That the input could not be read, or a worker not be made ready, must not look like the end of the results. */
    private @Nullable JobFailedException failure() {
        return told ? null : job.failure();
    }

    private void end() {
        if (!ended) {
            ended = true;
            reader.close();
            after.run();
            progress.run();
        }
    }

    @Override
    public @Nullable R next() {
        return take(ready(null));
    }

    @Override
    public @Nullable R next(Duration timeout) {
        return take(ready(timeout));
    }

    private @Nullable R take(boolean ready) {
        if (!ready) {
            throw new NoSuchElementException("job " + job.id() + " has no more results");
        }
        // cancelled items of a failed job say less than why it failed
        while (!items.isEmpty() && items.element().item().outcome() == Outcome.CANCELLED && failure() != null) {
            items.remove();
            ready(null);
        }
        ItemResult<R> item = items.poll();
        if (item == null) {
            JobFailedException failure = failure();
            told = true;
            throw failure != null ? failure : new NoSuchElementException("job " + job.id() + " has no more results");
        }
        return item.get();
    }

    @Override
    public JobHandle<R> job() {
        return job;
    }

    @Override
    public void close() {
        if (!ended) {
            job.cancel();
            end();
        }
    }
}
