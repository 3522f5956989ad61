package io.workgrid.engine.client;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.GridException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.Pool;
import io.workgrid.api.ResultIterator;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.task.ItemFunction;
import io.workgrid.api.task.PairFunction;
import io.workgrid.api.task.Task;
import io.workgrid.api.view.JobView;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A view of a pool: its shared core, and the options of the calls made through it. Any thread may use it. */
final class StorePool implements Pool {
    private static final Duration CLOSE_LOOK = Duration.ofDays(1);

    /** The one item of a call that takes none. */
    private static final List<@Nullable Object> NOTHING = Collections.singletonList(null);

    private final PoolCore core;
    private final JobOptions options;
    private final Map<String, Object> broadcasts;
    private final @Nullable Consumer<JobView> listener;

    StorePool(PoolCore core, JobOptions options, Map<String, Object> broadcasts, @Nullable Consumer<JobView> listener) {
        this.core = core;
        this.options = options;
        this.broadcasts = broadcasts;
        this.listener = listener;
    }

    @Override
    public Pool with(JobOptions other) {
        return new StorePool(core, other, broadcasts, listener);
    }

    @Override
    public Pool withBroadcast(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(broadcasts);
        more.put(name, value);
        return new StorePool(core, options, more, listener);
    }

    @Override
    public Pool onProgress(Consumer<JobView> to) {
        return new StorePool(core, options, broadcasts, to);
    }

    private <I, O> Handle<O> submit(Task<? super I, ? extends O> task, Iterable<? extends I> items) {
        int workers = core.options().workers();
        int most = options.parallelism();
        JobOptions limited = workers == 0 || (most > 0 && most <= workers) ? options : options.withParallelism(workers);
        JobSpec<I, O> spec = JobSpec.<I, O>of(task, items).withOptions(limited);
        for (Map.Entry<String, Object> each : broadcasts.entrySet()) {
            spec = spec.withBroadcast(each.getKey(), each.getValue());
        }
        return core.submit(spec);
    }

    /** Waits in the calling thread; if that is interrupted, nobody else waits for the job, so it is cancelled. */
    private <I, O> List<O> wait(Task<? super I, ? extends O> task, Iterable<? extends I> items) {
        Handle<O> job = submit(task, items);
        try (Progress progress = Progress.of(job, listener, core.threads())) {
            return Collected.of(job);
        } catch (WaitTimedOutException e) {
            job.cancel();
            throw e;
        } finally {
            core.ended(job);
        }
    }

    private <I, O, R> AsyncResult<R> later(
            Task<? super I, ? extends O> task,
            Iterable<? extends I> items,
            Function<List<O>, R> shape,
            @Nullable Consumer<? super R> onSuccess,
            @Nullable Consumer<? super GridException> onError) {
        Handle<O> job = submit(task, items);
        Progress progress = Progress.of(job, listener, core.threads());
        return Pending.of(job, core.threads(), shape, onSuccess, onError, () -> core.ended(job), progress::close);
    }

    @Override
    public <I, O> List<O> map(ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items) {
        return wait(Adapters.<I, O>of(function), items);
    }

    @Override
    public <I, O> List<O> map(Task<? super I, ? extends O> task, Iterable<? extends I> items) {
        return wait(task, items);
    }

    @Override
    public <I, O> AsyncResult<List<O>> mapAsync(
            ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items) {
        return mapAsync(function, items, null, null);
    }

    @Override
    public <I, O> AsyncResult<List<O>> mapAsync(Task<? super I, ? extends O> task, Iterable<? extends I> items) {
        return this.<I, O, List<O>>later(task, items, all -> all, null, null);
    }

    @Override
    public <I, O> AsyncResult<List<O>> mapAsync(
            ItemFunction<? super I, ? extends O> function,
            Iterable<? extends I> items,
            @Nullable Consumer<? super List<O>> onSuccess,
            @Nullable Consumer<? super GridException> onError) {
        return this.<I, O, List<O>>later(Adapters.<I, O>of(function), items, all -> all, onSuccess, onError);
    }

    @Override
    public <I, O> ResultIterator<O> imap(ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items) {
        return iterate(Adapters.<I, O>of(function), items, true);
    }

    @Override
    public <I, O> ResultIterator<O> imap(Task<? super I, ? extends O> task, Iterable<? extends I> items) {
        return iterate(task, items, true);
    }

    @Override
    public <I, O> ResultIterator<O> imapUnordered(
            ItemFunction<? super I, ? extends O> function, Iterable<? extends I> items) {
        return iterate(Adapters.<I, O>of(function), items, false);
    }

    @Override
    public <I, O> ResultIterator<O> imapUnordered(Task<? super I, ? extends O> task, Iterable<? extends I> items) {
        return iterate(task, items, false);
    }

    private <I, O> ResultIterator<O> iterate(
            Task<? super I, ? extends O> task, Iterable<? extends I> items, boolean ordered) {
        Handle<O> job = submit(task, items);
        Progress progress = Progress.of(job, listener, core.threads());
        PoolIterator<O> results = new PoolIterator<>(job, ordered, progress::close, core.endsWithItsJob(job));
        return results;
    }

    @Override
    public <A, B, O> List<O> starmap(
            PairFunction<? super A, ? super B, ? extends O> function,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs) {
        return wait(Adapters.<A, B, O>of(function), lists(pairs));
    }

    @Override
    public <A, B, O> AsyncResult<List<O>> starmapAsync(
            PairFunction<? super A, ? super B, ? extends O> function,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs) {
        return this.<List<@Nullable Object>, O, List<O>>later(
                Adapters.<A, B, O>of(function), lists(pairs), all -> all, null, null);
    }

    /** As many as the pairs, so that a known size stays known. */
    private static Iterable<List<@Nullable Object>> lists(Iterable<? extends Map.Entry<?, ?>> pairs) {
        if (!(pairs instanceof Collection<? extends Map.Entry<?, ?>> known)) {
            return () -> lists(pairs.iterator());
        }
        return new AbstractCollection<>() {
            @Override
            public Iterator<List<@Nullable Object>> iterator() {
                return lists(known.iterator());
            }

            @Override
            public int size() {
                return known.size();
            }
        };
    }

    private static Iterator<List<@Nullable Object>> lists(Iterator<? extends Map.Entry<?, ?>> pairs) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pairs.hasNext();
            }

            @Override
            public List<@Nullable Object> next() {
                return Adapters.pair(pairs.next());
            }
        };
    }

    @Override
    public <O> @Nullable O apply(RemoteCall<? extends O> call) {
        return this.<@Nullable Object, O>wait(Adapters.<O>of(call), NOTHING).get(0);
    }

    @Override
    public <I, O> @Nullable O apply(ItemFunction<? super I, ? extends O> function, I item) {
        return this.<I, O>wait(Adapters.<I, O>of(function), one(item)).get(0);
    }

    private static <I> List<I> one(I item) {
        return new ArrayList<>(Collections.singletonList(item));
    }

    @Override
    public <O> AsyncResult<O> applyAsync(RemoteCall<? extends O> call) {
        return applyAsync(call, null, null);
    }

    @Override
    public <O> AsyncResult<O> applyAsync(
            RemoteCall<? extends O> call,
            @Nullable Consumer<? super O> onSuccess,
            @Nullable Consumer<? super GridException> onError) {
        return this.<@Nullable Object, O, O>later(Adapters.<O>of(call), NOTHING, all -> all.get(0), onSuccess, onError);
    }

    @Override
    public <I, O> AsyncResult<O> applyAsync(ItemFunction<? super I, ? extends O> function, I item) {
        return this.<I, O, O>later(Adapters.<I, O>of(function), one(item), all -> all.get(0), null, null);
    }

    @Override
    public void shutdown() {
        core.shutdown();
    }

    @Override
    public void terminate() {
        core.terminate();
    }

    @Override
    public boolean join(Duration timeout) {
        return core.join(timeout);
    }

    @Override
    public void close() {
        core.shutdown();
        core.readerLeaves();
        boolean ended = core.join(CLOSE_LOOK);
        while (!ended) {
            ended = core.join(CLOSE_LOOK);
        }
    }
}
