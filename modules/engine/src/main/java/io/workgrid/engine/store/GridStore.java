package io.workgrid.engine.store;

import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.SpanView;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.SharedViews;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.page.ResultBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one place where submitters and nodes meet: ledgers, pages of items, blocks of results, and the record of what happened. A port;
 * the store keeps and notifies, and leaves every decision to {@code core}.
 *
 * <p>Any thread may call any method. A call may take as long as the network does, never as long as a task. A call for a job the store
 * does not know, or no longer, throws {@link NoSuchJobException}. Whatever changes a ledger is safe to repeat.
 */
public interface GridStore extends AutoCloseable {

    /** Makes classes of this process known to every node, once, whatever the number of jobs that need them. */
    Classes share(Classes.Here classes);

    /** A local copy of a file that was shared; it stays until the process ends. */
    Path file(Classes.Blob blob);

    /**
     * Takes up a job; its shards are empty and open. One that needs others waits, see {@link io.workgrid.core.job.Needs}: the store sees to it
     * that it begins, or ends, when they have ended.
     *
     * @param broadcasts the values that are sent once to each node, in bytes
     * @throws io.workgrid.api.RefusedException if its id is in use, or there is no room
     */
    void create(JobRecord job, Map<String, byte[]> broadcasts);

    /**
     * Whether somebody who may submits it: where the grid has a key, the job is as it was when it was signed with it. One that is not admitted
     * must not be run, nor its classes be loaded. Quick, and calls nobody.
     */
    boolean admits(JobRecord job);

    /** The bytes of a broadcast; {@code null} if the job has none of that name. */
    byte @Nullable [] broadcast(JobId job, String name);

    /** A job's record. */
    JobRecord record(JobId job);

    /** The jobs the store knows, newest first. */
    List<JobId> jobs();

    /**
     * How many bytes of items that are not through it takes of one job, so that whoever submits it need not stay until the last item is
     * through.
     */
    long inputBytes();

    /** Adds the items that follow those before; they can be leased from now on. */
    void append(JobId job, ItemPage page);

    /** No more items will come. */
    void seal(JobId job);

    /** The page that holds an item; {@code null} if it is not there, or no longer. */
    @Nullable
    ItemPage page(JobId job, long index);

    /**
     * The page that holds an item which ended otherwise than DONE; kept as long as the job's record, within {@link JobRecord#keptItemBytes}.
     * {@code null} if it is not kept.
     */
    @Nullable
    ItemPage keptPage(JobId job, long index);

    /** Puts reports and wishes of a node before a ledger. The same sequence number again gets the same reply. */
    Reply exchange(JobId job, int shard, Exchange request);

    /**
     * Keeps results, unless a block with a newer fence is there. To be called before the exchange that reports their lease; that waits
     * until they are kept.
     */
    void putBlock(JobId job, ResultBlock block);

    /** The block that begins at an index; {@code null} if it is not there, or no longer. To be called for settled indexes only. */
    @Nullable
    ResultBlock block(JobId job, long first);

    /** The reader needs the results from an index to before another no more; the record of what happened stays. */
    void forget(JobId job, long first, long end);

    /**
     * A ledger; of a job that is watched here, as the watch last saw it, a moment ago. What is seen is with its copies too, as far as there
     * are any: the death of its owner does not take it back.
     */
    LedgerView look(JobId job, int shard);

    /**
     * A ledger as it is now, for who found that what he saw cannot be: an owner may have died with the last it did, and its copy goes on
     * from before that. Watchers of the job are called again.
     */
    LedgerView lookAgain(JobId job, int shard);

    /** The job now. */
    JobView view(JobId job);

    /** Stops the job, see {@link io.workgrid.core.ledger.Ledger#stop}. */
    void stop(JobId job, Reply.Stop how, JobPhase endAs, String reason);

    /** No new leases. */
    void pause(JobId job, String reason);

    /** New leases again. */
    void resume(JobId job);

    /** The most chunks at once in every ledger of the job, from now on; 0: no limit. Nodes are told. */
    void setParallelism(JobId job, int chunks);

    /** The job's priority from now on. Nodes are told. */
    void setPriority(JobId job, int priority);

    /** A node is gone: what it held is settled as the effect of each job says. */
    void lost(String node);

    /** The record: items that have ended, in order; bounded, see {@link io.workgrid.api.JobHandle#items}. */
    List<ItemView> items(JobId job);

    /** The record: failures by reason. */
    List<ErrorView> errors(JobId job);

    /** The record: what ran when. */
    List<SpanView> spans(JobId job);

    /** The record: an item's log. */
    List<String> log(JobId job, long index);

    /**
     * Calls back whenever the job may look different to a client. The call comes on any thread, may be one too many, and must return
     * at once.
     */
    Watch watch(JobId job, Runnable changed);

    /** Calls back with a job whenever there may be something to lease or to stop in it. As {@link #watch}. */
    Watch onWork(Consumer<JobId> work);

    /** How many of the workers of a limited pool are a node's. Quick, and calls nobody. */
    int quota(JobRecord.Scope scope, String node);

    /** A pool was closed: workers that were initialised for it run its finalizer; then the callback is called, on any thread. */
    void endScope(String scope, Runnable left);

    /** Calls back when a pool was closed; the callback it is given is to be called when this node's workers have left the pool. */
    Watch onScopeEnd(BiConsumer<String, Runnable> ended);

    /**
     * The life of this process in the grid: what it holds of shared objects ends with it. Another one after the grid took the process for
     * lost.
     */
    String session();

    /** The grid said that a session is lost: if it is still the one of this process, the process begins another. */
    void renewSession(String lost);

    /**
     * Puts a call before a cell, which begins with its first use. Safe to repeat under the same number. Does not wait for what the call
     * waits for.
     *
     * @throws io.workgrid.api.ObjectLostException if the cell was there, and all who kept it are gone
     * @throws io.workgrid.api.NoSuchJobException if it belongs to a job of which the record is gone
     */
    Answer call(String key, Call call);

    /** What is said of a shared object, or a part of one, whose job's record is gone. */
    static String goneWithItsJob(String key) {
        String object = SharedViews.object(key);
        return "shared object \"" + object.substring(object.indexOf('/') + 1) + "\" went with its job "
                + SharedViews.job(key) + ", which this grid no longer keeps; nothing changed";
    }

    /** As {@link #call}, without waiting for the answer; completes on any thread. */
    CompletableFuture<Answer> callAsync(String key, Call call);

    /** Calls back when a call of this process that waited in a cell has its answer; one may get lost, or come twice. As {@link #watch}. */
    Watch onWake(Consumer<Answer.Wake> woken);

    /** The cells of which the key begins so, by key. */
    List<CellView> cells(String prefix);

    /** Deletes a cell; false if there is none. Whoever waits in it is told. */
    boolean removeCell(String key);

    @Override
    void close();

    /** Ends a subscription. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
