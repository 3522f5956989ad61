package io.workgrid.engine.client;

import io.workgrid.api.RefusedException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import io.workgrid.engine.page.HeadCursor;
import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.Blockless;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What an ended job has done, by content: the {@link io.workgrid.engine.page.ItemHash} of each of its DONE items, in the order of the items. For
 * one thread. Where one is no longer kept it ends with a {@link RefusedException}.
 */
public final class DoneHashes implements Iterator<byte[]> {
    private final GridStore store;
    private final JobRecord job;
    private int shard;
    private @Nullable LedgerView ledger;
    private long at;
    private @Nullable HeadCursor block;
    private byte @Nullable [] ahead;

    /** Refuses at once where the first one is not to be had. */
    DoneHashes(GridStore store, JobRecord job) {
        this.store = store;
        this.job = job;
        JobView view = store.view(job.id());
        if (!view.phase().ended() || view.phase() == JobPhase.LOST) {
            throw refused("is " + view.phase() + "; what it has done is told when it has ended");
        }
        if (!job.keepsHashes()) {
            throw refused("is a call of a pool, and of what its items held nothing is kept");
        }
        if (job.options().dryRun()) {
            throw refused("was a dry run, and has done nothing");
        }
        ahead = find();
    }

    /** What it ran. */
    public JobCode code() {
        return job.code();
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public byte[] next() {
        byte[] hash = ahead;
        if (hash == null) {
            throw new NoSuchElementException("job " + job.id() + " has done no more");
        }
        ahead = find();
        return hash;
    }

    private byte @Nullable [] find() {
        while (true) {
            byte[] hash = inBlock();
            if (hash != null) {
                return hash;
            }
            if (!nextBlock()) {
                return null;
            }
        }
    }

    private byte @Nullable [] inBlock() {
        HeadCursor items = block;
        while (items != null && items.hasNext()) {
            if (items.next().outcome() == Outcome.DONE) {
                byte[] hash = items.hash();
                if (hash == null) {
                    throw new IllegalStateException("a block of job " + job.id() + " has no hashes");
                }
                return hash;
            }
        }
        return null;
    }

    /** Goes to the next block; false at the end. */
    private boolean nextBlock() {
        while (shard < job.shards().count()) {
            LedgerView view = ledger == null ? store.look(job.id(), shard) : ledger;
            ledger = view;
            Ranges settled = view.settled();
            for (int range = 0; range < settled.size(); range++) {
                at = Math.max(at, settled.first(range));
                while (at < settled.end(range)) {
                    if (Blockless.outcome(view, at) == null) {
                        open(at);
                        return true;
                    }
                    at++;
                }
            }
            shard++;
            ledger = null;
        }
        return false;
    }

    private void open(long first) {
        ResultBlock found = store.block(job.id(), first);
        if (found == null) {
            throw refused("no longer has its results from item " + first + " on, nor what these items held");
        }
        block = new HeadCursor(found.head());
        at = found.head().end();
    }

    private RefusedException refused(String why) {
        return new RefusedException("job " + job.id() + " " + why + "; nothing can be left out because of it");
    }
}
