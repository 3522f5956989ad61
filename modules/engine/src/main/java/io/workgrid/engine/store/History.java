package io.workgrid.engine.store;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SpanView;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import io.workgrid.core.result.ErrorGroups;
import io.workgrid.core.result.SpanSample;
import io.workgrid.engine.page.HeadCursor;
import io.workgrid.engine.page.ResultBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a job, kept without the results: items below index {@value #MOST_ITEMS}, failures by reason, a sample of spans. It
 * catches up with the blocks when it is asked, and before blocks go. Any thread may call.
 */
public final class History {
    /** Of items below this index it is kept what happened to each. */
    public static final long MOST_ITEMS = 100_000;

    /** Where it is found what happened to the items of blocks. */
    public interface Heads {
        /** Of the block that begins at an index; {@code null} if there is none, or no longer. */
        ResultBlock.@Nullable Head at(long first);

        /** The first index from this one on where a block begins; {@link Long#MAX_VALUE} if there is none. */
        long next(long from);
    }

    private final Heads blocks;
    private final Supplier<List<LedgerView>> looks;
    private final TreeMap<Long, ResultBlock.Head> heads = new TreeMap<>();
    private final List<ItemView> withoutBlock = new ArrayList<>();
    private final ErrorGroups errors = new ErrorGroups();
    private final SpanSample spans = new SpanSample();
    private Ranges folded = Ranges.NONE;

    /**
     * An empty record.
     *
     * @param blocks read when it catches up
     * @param looks the ledgers of the job now, in order
     */
    public History(Heads blocks, Supplier<List<LedgerView>> looks) {
        this.blocks = blocks;
        this.looks = looks;
    }

    /** Takes in what has an outcome by now. */
    public synchronized void fold() {
        for (LedgerView shard : looks.get()) {
            Ranges news = shard.settled().minus(folded);
            for (int n = 0; n < news.size(); n++) {
                fold(shard, news.first(n), news.end(n));
            }
        }
    }

    private void fold(LedgerView shard, long first, long end) {
        long at = first;
        while (at < end) {
            Outcome outcome = Blockless.outcome(shard, at);
            ResultBlock.Head head = outcome == null ? blocks.at(at) : null;
            if (outcome != null) {
                add(Blockless.view(at, outcome, shard.reason()));
                at++;
            } else if (head != null) {
                add(head);
                at = head.end();
            } else {
                at = Math.min(blocks.next(at + 1), Blockless.next(shard, at + 1));
            }
        }
        folded = folded.with(first, end);
    }

    private void add(ItemView item) {
        if (item.index() < MOST_ITEMS) {
            withoutBlock.add(item);
        }
        if (item.outcome() == Outcome.FAILED) {
            errors.add(item);
        }
    }

    private void add(ResultBlock.Head head) {
        if (head.first() < MOST_ITEMS) {
            heads.put(head.first(), head);
        }
        spans.add(new SpanView(
                head.node(), head.worker(), head.first(), head.count(), head.startedMillis(), head.ranNanos()));
        if (!head.allDone()) {
            HeadCursor items = new HeadCursor(head);
            while (items.hasNext()) {
                ItemView item = items.next();
                if (item.error() != null) {
                    errors.add(item);
                }
            }
        }
    }

    /** Items that have ended, in order. */
    public synchronized List<ItemView> items() {
        List<ItemView> items = new ArrayList<>(withoutBlock);
        for (ResultBlock.Head head : heads.values()) {
            HeadCursor cursor = new HeadCursor(head);
            while (cursor.hasNext()) {
                ItemView item = cursor.next();
                if (item.index() < MOST_ITEMS) {
                    items.add(item);
                }
            }
        }
        items.sort(Comparator.comparingLong(ItemView::index));
        return items;
    }

    /** Failures by reason. */
    public synchronized List<ErrorView> errors() {
        return errors.groups();
    }

    /** A sample of what ran when. */
    public synchronized List<SpanView> spans() {
        return spans.spans();
    }

    /** The log of an item. */
    public synchronized List<String> log(long index) {
        Map.Entry<Long, ResultBlock.Head> entry = heads.floorEntry(index);
        if (entry == null || entry.getValue().end() <= index) {
            return List.of();
        }
        HeadCursor cursor = new HeadCursor(entry.getValue());
        while (cursor.hasNext()) {
            if (cursor.next().index() == index) {
                return cursor.log();
            }
        }
        return List.of();
    }
}
