package io.workgrid.engine.client;

import io.workgrid.api.BadInputException;
import io.workgrid.api.ItemResult;
import io.workgrid.api.JobFailedException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.RefusedException;
import io.workgrid.api.ResultStream;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SpanView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job, seen through its store. Any thread may use it. */
final class Handle<O> implements JobHandle<O> {
    private final GridStore store;
    private final JobRecord job;
    private final Submitter submitter;
    private final Supplier<ClassLoader> loader;
    private @Nullable Codec codec;
    private final @Nullable Feeder<?> feeder;

    /**
     * @param loader opens the job's classes; called when the first result is read
     */
    Handle(
            GridStore store,
            Submitter submitter,
            JobRecord job,
            Supplier<ClassLoader> loader,
            @Nullable Feeder<?> feeder) {
        this.submitter = submitter;
        this.loader = loader;
        this.store = store;
        this.job = job;
        this.feeder = feeder;
    }

    JobRecord record() {
        return job;
    }

    synchronized Codec codec() {
        Codec known = codec;
        if (known == null) {
            known = submitter.results(loader.get());
            codec = known;
        }
        return known;
    }

    GridStore store() {
        return store;
    }

    /** What ended the job as a whole, or {@code null} if nothing did. */
    @Nullable
    JobFailedException failure() {
        JobView view = view();
        if (view.phase() != JobPhase.FAILED && view.phase() != JobPhase.LOST) {
            return null;
        }
        return new JobFailedException(
                "job " + job.id() + " failed: " + view.reason(), feeder == null ? null : feeder.failure());
    }

    /** A reader for results that are read once and kept by whoever reads them. */
    Reader readOnce() {
        return new Reader(store, job, true, true);
    }

    /** A reader of results that are read once, whose pace the feeding follows. */
    Reader follow(boolean ordered) {
        Reader reader = new Reader(store, job, ordered, true);
        if (feeder != null) {
            feeder.follow(reader);
        }
        return reader;
    }

    /** The calling thread will read no more of what {@link #follow} gave it. */
    void readerLeaves() {
        if (feeder != null) {
            feeder.readerLeaves(Thread.currentThread());
        }
    }

    @Override
    public JobId id() {
        return job.id();
    }

    @Override
    public JobView view() {
        return store.view(job.id());
    }

    @Override
    public JobView await() {
        return awaitEnd(null);
    }

    @Override
    public JobView await(Duration timeout) {
        return awaitEnd(timeout);
    }

    private JobView awaitEnd(@Nullable Duration longest) {
        return awaitView(view -> view.phase().ended(), longest, "the end of job " + job.id());
    }

    private JobView awaitView(Predicate<JobView> wanted, @Nullable Duration longest, String what) {
        Signal signal = new Signal();
        try (GridStore.Watch watch = store.watch(job.id(), signal)) {
            return signal.await(
                    () -> {
                        JobView view = view();
                        return wanted.test(view) ? view : null;
                    },
                    longest,
                    what);
        }
    }

    @Override
    public JobView detach(Duration timeout) {
        return awaitView(
                view -> view.sealed() || view.phase().ended(),
                timeout,
                "all items of job " + job.id() + " to be given");
    }

    @Override
    public ResultStream<O> results() {
        return results(0);
    }

    @Override
    public ResultStream<O> results(long from) {
        if (from < 0) {
            throw new BadInputException("results from index " + from + "; wanted 0 or more");
        }
        return new Stream(Reader.from(store, job, from), from);
    }

    @Override
    public ResultStream<O> resultsAsCompleted() {
        return new Stream(new Reader(store, job, false, false), 0);
    }

    @Override
    public ResultStream<O> takeResults() {
        return new Stream(follow(false), 0);
    }

    /** What waits is cancelled and nothing new begins; what runs goes on. */
    void cancelWaiting() {
        store.stop(job.id(), Reply.Stop.SOON, JobPhase.CANCELLED, "cancelled");
    }

    @Override
    public void cancel() {
        store.stop(job.id(), Reply.Stop.NOW, JobPhase.CANCELLED, "cancelled");
        if (feeder != null) {
            feeder.stop();
        }
    }

    @Override
    public void pause() {
        store.pause(job.id(), "paused");
    }

    @Override
    public void resume() {
        store.resume(job.id());
    }

    @Override
    public void setParallelism(int chunks) {
        if (chunks < 0) {
            throw new BadInputException("parallelism is " + chunks + "; wanted at least 1, or 0 for no limit");
        }
        if (chunks > 0 && job.shards().count() > 1) {
            throw new RefusedException(
                    "job " + job.id() + " is spread over " + job.shards().count()
                            + " ledgers, and only one that was submitted with a parallelism, or has less than half a million"
                            + " items, has a single one to count in; nothing was changed");
        }
        store.setParallelism(job.id(), chunks);
    }

    @Override
    public void setPriority(int priority) {
        JobOptions.DEFAULT.withPriority(priority); // refuses one that is out of range
        store.setPriority(job.id(), priority);
    }

    @Override
    public JobHandle<O> retry(Set<Outcome> outcomes) {
        return submitter.again(job, loader, Rerun.of(store, job, outcomes));
    }

    @Override
    public JobHandle<O> retry(Collection<Long> items) {
        return submitter.again(job, loader, Rerun.of(store, job, items));
    }

    @Override
    public List<ErrorView> errors() {
        return store.errors(job.id());
    }

    @Override
    public List<ItemView> items() {
        return store.items(job.id());
    }

    @Override
    public List<SpanView> spans() {
        return store.spans(job.id());
    }

    @Override
    public List<String> log(long index) {
        return store.log(job.id(), index);
    }

    /** Results of any outcome. */
    private final class Stream implements ResultStream<O> {
        private final Reader reader;
        private final long from;
        private Queue<ItemResult<O>> items = new ArrayDeque<>();
        private boolean ended;

        /**
         * @param from what comes before is left out
         */
        Stream(Reader reader, long from) {
            this.reader = reader;
            this.from = from;
        }

        @Override
        public boolean hasNext() {
            return ready(null);
        }

        private boolean ready(@Nullable Duration longest) {
            while (items.isEmpty() && !ended) {
                Optional<Piece> piece = reader.next(longest);
                ended = piece.isEmpty();
                piece.filter(some -> some.end() > from).ifPresent(some -> items = wanted(some));
            }
            return !items.isEmpty();
        }

        private Queue<ItemResult<O>> wanted(Piece piece) {
            Queue<ItemResult<O>> all = piece.items(codec());
            while (!all.isEmpty() && all.element().index() < from) {
                all.remove();
            }
            return all;
        }

        @Override
        public ItemResult<O> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("job " + job.id() + " has no more results");
            }
            return items.remove();
        }

        @Override
        public @Nullable ItemResult<O> next(Duration timeout) {
            return ready(timeout) ? items.remove() : null;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
