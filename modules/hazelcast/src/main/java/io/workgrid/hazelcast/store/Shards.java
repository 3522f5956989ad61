package io.workgrid.hazelcast.store;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.workgrid.api.GridException;
import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.core.ledger.Ledger;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Requests to the shards of jobs, where they are. Any thread may use it. */
final class Shards {
    private final IMap<String, ShardEntry> ledgers;
    private final Records records;
    private final Calls calls;
    private final Duration longest;
    private final Consumer<JobRecord> lost;

    /**
     * The shards of all jobs.
     *
     * @param longest how long to go on with a request that is not answered
     * @param lost told of a job of which a shard is gone
     */
    Shards(IMap<String, ShardEntry> ledgers, Records records, Calls calls, Duration longest, Consumer<JobRecord> lost) {
        this.ledgers = ledgers;
        this.records = records;
        this.calls = calls;
        this.longest = longest;
        this.lost = lost;
    }

    /** Opens all shards of a job at once. */
    void open(JobRecord job, String submitter) {
        long kept = job.keptItemBytes() / job.shards().count();
        List<Runnable> opened = new ArrayList<>();
        for (int shard = 0; shard < job.shards().count(); shard++) {
            String key = Keys.shard(job.id(), shard);
            OpenShard open = new OpenShard(Ledger.open(job.ledger(shard)).toBytes(), submitter, kept);
            CompletableFuture<Boolean> asked = ledgers.submitToKey(key, open).toCompletableFuture();
            opened.add(() -> calls.finish(longest, asked, () -> ledgers.executeOnKey(key, open)));
        }
        opened.forEach(Runnable::run);
    }

    /** A request to a shard; {@code null}: it is not there. */
    <R> @Nullable R ask(JobId job, int shard, EntryProcessor<String, ShardEntry, R> request) {
        return ask(longest, job, shard, request);
    }

    /** As {@link #ask(JobId, int, EntryProcessor)}, with other patience. */
    <R> @Nullable R ask(Duration patience, JobId job, int shard, EntryProcessor<String, ShardEntry, R> request) {
        return calls.make(patience, () -> ledgers.executeOnKey(Keys.shard(job, shard), request));
    }

    /** A request that must find its shard: one that is not there is lost, if the job is known at all. */
    <R> R demand(JobId job, int shard, EntryProcessor<String, ShardEntry, R> request) {
        R answer = ask(job, shard, request);
        if (answer == null) {
            throw gone(job);
        }
        return answer;
    }

    /** There is no such shard: the job was removed, which is thrown, or what held it is gone. */
    GridException gone(JobId job) {
        records.refuseRemoved(job);
        JobRecord record = records.get(job);
        lost.accept(record);
        return new NoSuchJobException(Lost.reason(record));
    }

    /** The same to every shard of a job. */
    void onAll(JobId job, IntFunction<? extends EntryProcessor<String, ShardEntry, Boolean>> of) {
        all(job).forEach(shard -> ask(job, shard, of.apply(shard)));
    }

    /** The numbers of a job's shards. */
    List<Integer> all(JobId job) {
        return IntStream.range(0, records.get(job).shards().count()).boxed().toList();
    }

    /** What is seen will not be taken back by the death of an owner. */
    LedgerView look(JobId job, int shard) {
        return looks(job, List.of(shard)).get(0);
    }

    /** As {@link #look}, several at once. */
    List<LedgerView> looks(JobId job, List<Integer> shards) {
        return lookAt(job, shards, SureLook::new).stream().map(ShardLook::view).toList();
    }

    /** How it is in this moment, for people. */
    List<ShardLook> lookAtAll(JobId job) {
        return lookAt(job, all(job), Look::new);
    }

    /** Each shard gets a look of its own: it is a request that remembers what it has seen. */
    private List<ShardLook> lookAt(
            JobId job,
            List<Integer> shards,
            Supplier<? extends EntryProcessor<String, ShardEntry, @Nullable ShardLook>> look) {
        JobRecord record = records.get(job);
        List<@Nullable ShardLook> found =
                shards.size() == 1 ? one(job, shards.get(0), look) : several(job, shards, look);
        List<ShardLook> looks = new ArrayList<>();
        for (int n = 0; n < found.size(); n++) {
            ShardLook seen = found.get(n);
            if (seen == null) {
                records.refuseRemoved(job);
                lost.accept(record);
                seen = Lost.look(record, shards.get(n));
            }
            looks.add(seen);
        }
        return looks;
    }

    private List<@Nullable ShardLook> one(
            JobId job, int shard, Supplier<? extends EntryProcessor<String, ShardEntry, @Nullable ShardLook>> look) {
        List<@Nullable ShardLook> found = new ArrayList<>();
        found.add(ask(job, shard, look.get()));
        return found;
    }

    private List<@Nullable ShardLook> several(
            JobId job,
            List<Integer> shards,
            Supplier<? extends EntryProcessor<String, ShardEntry, @Nullable ShardLook>> look) {
        List<CompletableFuture<@Nullable ShardLook>> asked = shards.stream()
                .map(shard ->
                        ledgers.submitToKey(Keys.shard(job, shard), look.get()).toCompletableFuture())
                .toList();
        List<@Nullable ShardLook> found = new ArrayList<>();
        for (int n = 0; n < asked.size(); n++) {
            String key = Keys.shard(job, shards.get(n));
            found.add(calls.finish(longest, asked.get(n), () -> ledgers.executeOnKey(key, look.get())));
        }
        return found;
    }
}
