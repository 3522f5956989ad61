package io.workgrid.hazelcast.store;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.map.IMap;
import io.workgrid.api.GridException;
import io.workgrid.api.JobId;
import io.workgrid.api.RefusedException;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.SpanView;
import io.workgrid.core.job.JobFold;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.Quota;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.CellView;
import io.workgrid.engine.code.Sha256;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.History;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.engine.store.JobSeal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store of a grid of many machines, in the maps of a Hazelcast cluster, seen from a member or a client. Every request may be made
 * twice, and is until it is answered or {@value #LONGEST_SECONDS} seconds are over.
 */
public final class HazelcastStore implements GridStore {
    private static final long LONGEST_SECONDS = 60;
    private static final Duration LONGEST = Duration.ofSeconds(LONGEST_SECONDS);
    /** A node makes an exchange that was not answered again by itself, and has others to make. */
    private static final Duration LONGEST_EXCHANGE = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");
    private static final int MOST_TOLD = 1_000;

    private final @Nullable JobSeal seal;
    /** Jobs of which it was said that they are not signed. */
    private final Set<JobId> unsigned = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Boolean> eldest) {
            return size() > MOST_TOLD;
        }
    }));

    private final HazelcastInstance instance;
    private final Calls calls;
    private final Hub hub;
    private final IMap<String, JobRecord> jobs;
    private final IMap<String, ItemPage> pages;
    private final IMap<String, ResultBlock> blocks;

    private final IMap<String, EndedJob> ended;
    private final Teller teller;
    private final Blobs blobs;
    private final Pages pagesRead = new Pages();
    private final Ahead ahead;
    private final Puts puts;
    private final Records records;
    private final Shards shards;
    private final Watches watches;
    private final Steering steering;
    private final Notes notes;
    private final Alive alive;
    private final Scopes scopes;
    private final SharedCells shared;
    private final Written written = new Written();

    /**
     * The store that an instance sees, a member or a client, configured by {@link StoreSetup}.
     *
     * @param seal signs what is submitted here and tells what may be run; {@code null}: everything may
     */
    public HazelcastStore(HazelcastInstance instance, @Nullable JobSeal seal) {
        this.seal = seal;
        this.instance = instance;
        calls = new Calls(instance);
        hub = Hub.of(instance);
        jobs = instance.getMap(StoreSetup.JOBS);
        IMap<String, ShardEntry> ledgers = instance.getMap(StoreSetup.LEDGERS);
        pages = instance.getMap(StoreSetup.PAGES);
        blocks = instance.getMap(StoreSetup.BLOCKS);
        ended = instance.getMap(StoreSetup.ENDED);
        IExecutorService control = instance.getExecutorService(StoreSetup.CONTROL);
        teller = new Teller(control);
        blobs = new Blobs(instance);
        ahead = new Ahead(blocks);
        puts = new Puts(blocks, calls, LONGEST);
        records = new Records(jobs, ended, calls, LONGEST);
        shards = new Shards(ledgers, records, calls, LONGEST, job -> Lost.tell(this, job));
        watches = new Watches(ledgers, shards::looks);
        steering = new Steering(shards, teller, watches);
        notes = new Notes(instance.getMap(StoreSetup.NOTES));
        alive = new Alive(instance.getMap(StoreSetup.ALIVE));
        scopes = new Scopes(instance, control);
        shared = new SharedCells(instance, calls, jobs);
    }

    @Override
    public Classes share(Classes.Here classes) {
        return calls.make(LONGEST, () -> blobs.share(classes));
    }

    @Override
    public Path file(Classes.Blob blob) {
        return calls.make(LONGEST, () -> blobs.file(blob));
    }

    @Override
    public void create(JobRecord unsigned, Map<String, byte[]> values) {
        JobRecord job = seal == null ? unsigned : seal.sign(unsigned);
        JobId id = job.id();
        // a job may be known by its end alone, and a second one of that name would be taken for it
        CompletableFuture<@Nullable EndedJob> end = ended.getAsync(id.text()).toCompletableFuture();
        String full = calls.make(LONGEST, notes::full);
        if (full != null) {
            throw new RefusedException(full + "; nothing was submitted");
        }
        if (calls.finish(LONGEST, end, () -> ended.get(id.text())) != null) {
            throw new RefusedException("job id " + id + " is in use, by one that has ended; nothing was submitted");
        }
        alive.begin();
        values.forEach((name, bytes) -> calls.make(LONGEST, () -> {
            blobs.put(Sha256.of(bytes), bytes);
            return true;
        }));
        shards.open(job, alive.name());
        JobRecord there = calls.make(LONGEST, () -> jobs.putIfAbsent(id.text(), job));
        if (there != null && there.createdMillis() != job.createdMillis()) {
            throw new RefusedException("job id " + id + " is in use; nothing was submitted");
        }
        records.add(job);
        if (job.deadlineMillis() > 0) {
            tell(id);
        }
    }

    @Override
    public boolean admits(JobRecord job) {
        boolean admitted = seal == null || seal.fits(job);
        if (!admitted && unsigned.add(job.id())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "job " + job.id() + " (" + job.code().label() + ") is not signed with this grid's key: "
                            + (job.signature() == null
                                    ? "it has no signature"
                                    : "it was changed, or signed with another")
                            + "; it is not run");
        }
        return admitted;
    }

    /** Word to all nodes that there may be something to do. */
    void tell(JobId job) {
        teller.tell(job);
    }

    @Override
    public byte @Nullable [] broadcast(JobId job, String name) {
        String hash = records.get(job).broadcasts().get(name);
        return hash == null ? null : calls.make(LONGEST, () -> blobs.bytes(hash));
    }

    @Override
    public JobRecord record(JobId job) {
        return records.get(job);
    }

    /** All jobs. */
    List<JobRecord> records() {
        return records.all();
    }

    @Override
    public List<JobId> jobs() {
        return records().stream()
                .sorted(Comparator.comparingLong(JobRecord::createdMillis)
                        .thenComparing(JobRecord::id)
                        .reversed())
                .map(JobRecord::id)
                .toList();
    }

    @Override
    public long inputBytes() {
        return calls.make(LONGEST, notes::room);
    }

    Notes notes() {
        return notes;
    }

    @Override
    public void append(JobId job, ItemPage page) {
        JobRecord record = records.get(job);
        int last = record.shards().shardOf(page.end() - 1);
        for (int shard = record.shards().shardOf(page.first()); shard <= last; shard++) {
            // each shard drops its pages by itself: one that reaches into the next shard is put there again
            long first = Math.max(page.first(), record.shards().first(shard));
            long end = record.shards().end(shard);
            calls.make(LONGEST, () -> {
                pages.set(Keys.index(job, first), page);
                return true;
            });
            shards.demand(
                    job,
                    shard,
                    AppendItems.of(first, page.bytes().length, Math.min(page.end(), end), page.end() >= end));
        }
        tell(job);
        watches.changed(job);
    }

    @Override
    public void seal(JobId job) {
        shards.onAll(job, shard -> AppendItems.seal());
        tell(job);
        watches.changed(job);
    }

    @Override
    public @Nullable ItemPage page(JobId job, long index) {
        ItemPage known = pagesRead.find(job, index);
        if (known != null) {
            return known;
        }
        int shard = records.get(job).shards().shardOf(index);
        Long first = shards.ask(job, shard, FindPage.of(index));
        if (first == null || first == FindPage.SETTLED) {
            return null;
        }
        ItemPage page = first == FindPage.UNKNOWN ? null : calls.make(LONGEST, () -> pages.get(Keys.index(job, first)));
        if (page == null || page.end() <= index) {
            Long now = shards.ask(job, shard, FindPage.of(index));
            if (now != null && now != FindPage.SETTLED) { // else others ended the item meanwhile, and the page went
                Lost.items(this, records.get(job), index);
            }
            return null;
        }
        pagesRead.add(job, page);
        return page;
    }

    @Override
    public @Nullable ItemPage keptPage(JobId job, long index) {
        Long first = shards.ask(job, records.get(job).shards().shardOf(index), FindPage.kept(index));
        if (first == null || first == FindPage.UNKNOWN) {
            return null;
        }
        ItemPage page = calls.make(LONGEST, () -> pages.get(Keys.index(job, first)));
        return page == null || page.end() <= index ? null : page;
    }

    @Override
    public Reply exchange(JobId job, int shard, Exchange request) {
        puts.await(job, request);
        long bytes = written.take(job, request);
        Reply reply = shards.ask(LONGEST_EXCHANGE, job, shard, new MakeExchange(request, bytes));
        if (reply == null) {
            puts.forget(job, 0, Long.MAX_VALUE);
            throw shards.gone(job);
        }
        if (reply.ended()) {
            ShardLayout layout = records.get(job).shards();
            puts.forget(job, layout.first(shard), layout.end(shard));
        }
        if (request.mayFree(records.get(job).options().parallelism())) {
            tell(job);
        }
        return reply;
    }

    @Override
    public void putBlock(JobId job, ResultBlock block) {
        written.add(job, block);
        puts.put(job, block);
    }

    @Override
    public @Nullable ResultBlock block(JobId job, long first) {
        alive.reads(job);
        ResultBlock block = ahead.take(job, first);
        if (block == null) {
            block = calls.make(LONGEST, () -> blocks.get(Keys.index(job, first)));
        }
        if (block != null) {
            ahead.ask(job, block, index -> isSettled(job, index));
        }
        return block;
    }

    /** As far as is known without asking. */
    private boolean isSettled(JobId job, long index) {
        try {
            LedgerView shard = watches.seen(job, records.get(job).shards().shardOf(index));
            return shard != null && shard.settled().contains(index);
        } catch (GridException e) { // removed meanwhile; what was read is good all the same
            return false;
        }
    }

    @Override
    public void forget(JobId job, long first, long end) {
        // nobody waits for it: what is not stripped goes with the job
        blocks.submitToKey(Keys.index(job, first), new StripBlock());
    }

    @Override
    public LedgerView look(JobId job, int shard) {
        LedgerView seen = watches.seen(job, shard);
        return seen == null ? shards.look(job, shard) : seen;
    }

    @Override
    public LedgerView lookAgain(JobId job, int shard) {
        watches.distrust(job, shard);
        ahead.forget(job);
        return shards.look(job, shard);
    }

    @Override
    public JobView view(JobId job) {
        List<ShardLook> looks = shards.lookAtAll(job);
        return JobFold.fold(
                records.get(job).told(),
                looks.stream().mapToLong(ShardLook::endedMillis).max().orElse(0),
                looks.stream().map(ShardLook::view).toList());
    }

    @Override
    public void stop(JobId job, Reply.Stop how, JobPhase endAs, String reason) {
        steering.stop(job, how, endAs, reason);
    }

    @Override
    public void pause(JobId job, String reason) {
        steering.pause(job, reason);
    }

    @Override
    public void resume(JobId job) {
        steering.resume(job);
    }

    @Override
    public void setParallelism(JobId job, int chunks) {
        steering.setParallelism(job, chunks);
    }

    @Override
    public void setPriority(JobId job, int priority) {
        steering.setPriority(job, priority);
    }

    /** What the job needs is there. */
    void release(JobId job) {
        steering.release(job);
    }

    @Override
    public void lost(String node) {
        jobs().forEach(job -> steering.lost(job, node));
    }

    private History history(JobId job) {
        alive.reads(job);
        List<ResultBlock> found = calls.make(LONGEST, () -> List.copyOf(blocks.values(OfJobs.only(job))));
        History history = new History(
                new HeadsOf(found),
                () -> shards.lookAtAll(job).stream().map(ShardLook::view).toList());
        history.fold();
        return history;
    }

    @Override
    public List<ItemView> items(JobId job) {
        return history(job).items();
    }

    @Override
    public List<ErrorView> errors(JobId job) {
        return history(job).errors();
    }

    @Override
    public List<SpanView> spans(JobId job) {
        return history(job).spans();
    }

    @Override
    public List<String> log(JobId job, long index) {
        return history(job).log(index);
    }

    @Override
    public Watch watch(JobId job, Runnable changed) {
        Watch watch = watches.add(job, records.get(job).shards().count(), changed);
        return () -> {
            watch.close();
            ahead.forget(job);
        };
    }

    @Override
    public Watch onWork(Consumer<JobId> work) {
        Watch watch = hub.onWork(work);
        // a node that begins while the grid moves must not wait for answers: it may have to begin anew
        Thread looking = new Thread(() -> tellOfEarlier(work), "workgrid-first-look");
        looking.setDaemon(true);
        looking.start();
        return watch;
    }

    /** Of the jobs that were there before. */
    private void tellOfEarlier(Consumer<JobId> work) {
        try {
            for (JobId job : jobs()) {
                if (!view(job).phase().ended()) {
                    work.accept(job);
                }
            }
        } catch (GridException e) {
            // a job that just went, a grid that must not answer now: the keepers say again where there is work
        }
    }

    @Override
    public int quota(JobRecord.Scope scope, String node) {
        return Quota.of(scope.id(), scope.workers(), NodeNames.workers(instance.getCluster()), node);
    }

    @Override
    public void endScope(String scope, Runnable left) {
        scopes.end(scope, left);
    }

    @Override
    public Watch onScopeEnd(BiConsumer<String, Runnable> left) {
        return hub.onScopeEnd(left);
    }

    @Override
    public String session() {
        return shared.sessions().now();
    }

    @Override
    public void renewSession(String lost) {
        calls.make(LONGEST, () -> {
            shared.sessions().renew(lost);
            return true;
        });
    }

    @Override
    public Answer call(String key, Call call) {
        return shared.call(key, call);
    }

    @Override
    public CompletableFuture<Answer> callAsync(String key, Call call) {
        return shared.callAsync(key, call);
    }

    @Override
    public Watch onWake(Consumer<Answer.Wake> woken) {
        return shared.onWake(woken);
    }

    @Override
    public List<CellView> cells(String prefix) {
        return shared.views(prefix);
    }

    @Override
    public boolean removeCell(String key) {
        return shared.remove(key);
    }

    SharedCells shared() {
        return shared;
    }

    /** Ends what this process holds; the grid goes on. */
    @Override
    public void close() {
        shared.close();
        calls.close();
        watches.close();
        alive.close();
        scopes.close();
        teller.close();
        blobs.close();
    }

    Blobs blobs() {
        return blobs;
    }

    /** The members that run work. */
    static List<Member> nodes(HazelcastInstance instance) {
        return instance.getCluster().getMembers().stream()
                .filter(NodeNames::isNode)
                .toList();
    }
}
