package io.workgrid.engine.client;

import io.workgrid.api.JobFailedException;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.Blockless;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the results of a job, from block to block: in order along the frontier, or as they come. A block is read only after its ledger
 * said that its items have an outcome. For one thread, but for {@link #through} and {@link #bytesEach}.
 */
final class Reader implements AutoCloseable {
    private final GridStore store;
    private final JobRecord job;
    private final boolean ordered;
    private final boolean once;
    private final Signal signal = new Signal();
    private final GridStore.Watch watch;
    private final LedgerView[] seen;
    private Ranges given = Ranges.NONE;
    private long frontier;
    private volatile long through;
    private volatile long bytesEach;
    private volatile Runnable onRead = () -> {};

    /**
     * A reader.
     *
     * @param once nobody will read these results again: the store may forget them as they are read
     */
    Reader(GridStore store, JobRecord job, boolean ordered, boolean once) {
        this.store = store;
        this.job = job;
        this.ordered = ordered;
        this.once = once;
        watch = store.watch(job.id(), signal);
        seen = new LedgerView[job.shards().count()];
        for (int shard = 0; shard < seen.length; shard++) {
            seen[shard] = store.look(job.id(), shard);
        }
    }

    /**
     * A reader in order from the last place before an index where a block is known to begin: blocks do not reach over the ends of shards. So
     * pieces that end before that index may come too.
     */
    static Reader from(GridStore store, JobRecord job, long index) {
        Reader reader = new Reader(store, job, true, false);
        long first = job.shards().first(job.shards().shardOf(index));
        if (first > 0) {
            reader.given = Ranges.NONE.with(0, first);
            reader.frontier = first;
        }
        return reader;
    }

    /** How many items were given out; in order: all before that index. */
    long through() {
        return through;
    }

    /** Has something run after each piece; it is run by the reading thread. */
    void onRead(Runnable action) {
        onRead = action;
    }

    /** About how many bytes the results of an item take; 0 if none was read yet. */
    long bytesEach() {
        return bytesEach;
    }

    /**
     * The next piece; empty at the end.
     *
     * @throws io.workgrid.api.WaitTimedOutException if it does not come in time
     */
    Optional<Piece> next(@Nullable Duration longest) {
        Piece piece = signal.await(this::look, longest, "results of job " + job.id()).piece;
        if (piece != null) {
            given(piece);
        }
        return Optional.ofNullable(piece);
    }

    /** Something to tell: a piece, or that there will be none. */
    private record Look(@Nullable Piece piece) {}

    private void given(Piece piece) {
        long first = piece instanceof Piece.Block block ? block.block().head().first() : piece.end() - 1;
        given = given.with(first, piece.end());
        frontier = given.gapFrom(0);
        long sum = through + piece.end() - first; // this thread alone writes it
        through = sum;
        bytesEach = Math.max(1, piece.bytes() / (piece.end() - first));
        if (once) {
            store.forget(job.id(), first, piece.end());
        }
        onRead.run();
    }

    /** {@code null}: nothing yet. */
    private @Nullable Look look() {
        Look found = ordered ? inOrder() : anywhere();
        if (found == null) {
            for (int shard = 0; shard < seen.length; shard++) {
                seen[shard] = store.look(job.id(), shard);
            }
            found = ordered ? inOrder() : anywhere();
        }
        if (found == null && bytesEach == 0) {
            estimate();
        }
        return found;
    }

    /** Results may pile up behind a slow first item: how large they are must be known before it comes. */
    private void estimate() {
        for (LedgerView shard : seen) {
            Ranges settled = shard.settled();
            if (settled.size() > 0 && Blockless.outcome(shard, settled.first(0)) == null) {
                ResultBlock block = store.block(job.id(), settled.first(0));
                bytesEach = block == null
                        ? 0
                        : Math.max(1, block.size() / block.head().count());
                return;
            }
        }
    }

    private @Nullable Look inOrder() {
        long at = frontier;
        int shard = job.shards().shardOf(at);
        LedgerView view = seen[shard];
        if (view.settled().contains(at)) {
            return read(shard, at);
        }
        boolean end = at >= view.end() && (view.sealed() || view.phase().ended());
        return end ? end() : null;
    }

    private @Nullable Look anywhere() {
        boolean end = true;
        for (int shard = 0; shard < seen.length; shard++) {
            Ranges news = seen[shard].settled().minus(given);
            if (news.size() > 0) {
                return read(shard, news.first(0));
            }
            end &= seen[shard].phase().ended();
        }
        return end ? end() : null;
    }

    /** What is lost with its ledger has no results to show, and must not look as if it had none. */
    private Look end() {
        for (LedgerView shard : seen) {
            if (shard.phase() == JobPhase.LOST) {
                throw new JobFailedException("job " + job.id() + " is lost: " + shard.reason(), null);
            }
        }
        return new Look(null);
    }

    /** {@code null}: there is nothing yet, although it was seen to have an outcome. */
    private @Nullable Look read(int shard, long index) {
        Piece piece = piece(seen[shard], index);
        if (piece == null) {
            // what was seen may have died with its owner before a copy of it was made: it then comes about again, in
            // other blocks
            seen[shard] = store.lookAgain(job.id(), shard);
            if (!seen[shard].settled().contains(index)) {
                return null;
            }
            piece = piece(seen[shard], index);
        }
        if (piece == null) {
            throw new NoSuchJobException(
                    "the results of job " + job.id() + " from item " + index + " on are no longer kept");
        }
        return new Look(piece);
    }

    private @Nullable Piece piece(LedgerView shard, long index) {
        Outcome outcome = Blockless.outcome(shard, index);
        if (outcome != null) {
            return new Piece.Alone(Blockless.view(index, outcome, shard.reason()));
        }
        ResultBlock block = store.block(job.id(), index);
        return block == null ? null : new Piece.Block(block);
    }

    @Override
    public void close() {
        watch.close();
    }
}
