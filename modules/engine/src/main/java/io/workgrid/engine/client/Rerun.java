package io.workgrid.engine.client;

import io.workgrid.api.BadInputException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.page.HeadCursor;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.Blockless;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which items of an ended job are to be run again, and these as pages of a new one. For one thread. */
final class Rerun {
    private static final Set<Outcome> BAD = EnumSet.complementOf(EnumSet.of(Outcome.DONE));

    private final GridStore store;
    private final JobRecord job;
    private @Nullable Map<Long, Outcome> recorded;

    private Rerun(GridStore store, JobRecord job) {
        this.store = store;
        this.job = job;
    }

    /** The items that ended so. */
    static List<ItemPage> of(GridStore store, JobRecord job, Set<Outcome> outcomes) {
        if (outcomes.isEmpty() || outcomes.contains(Outcome.DONE)) {
            throw new BadInputException("items to run again are those that are " + outcomes
                    + "; wanted some of FAILED, UNKNOWN, CANCELLED");
        }
        Rerun rerun = new Rerun(store, job);
        rerun.refuseUnlessEnded();
        NavigableSet<Long> found = rerun.find(outcomes);
        if (found.isEmpty()) {
            throw new BadInputException(
                    "job " + job.id() + " has no items that are " + outcomes + "; nothing was submitted");
        }
        return rerun.pages(found);
    }

    /** These items. */
    static List<ItemPage> of(GridStore store, JobRecord job, Collection<Long> items) {
        Rerun rerun = new Rerun(store, job);
        JobView view = rerun.refuseUnlessEnded();
        TreeSet<Long> wanted = new TreeSet<>(items);
        if (wanted.isEmpty()) {
            throw new BadInputException("no items to run again were given");
        }
        if (wanted.first() < 0 || wanted.last() >= view.items()) {
            long wrong = wanted.first() < 0 ? wanted.first() : wanted.last();
            throw new BadInputException("job " + job.id() + " has no item " + wrong + "; it has " + view.items()
                    + ", from 0; nothing was submitted");
        }
        TreeSet<Long> done = new TreeSet<>(wanted);
        done.removeAll(rerun.find(BAD));
        if (!done.isEmpty()) {
            throw new BadInputException("item " + done.first() + " of job " + job.id()
                    + " is DONE, and is not run again; nothing was submitted");
        }
        return rerun.pages(wanted);
    }

    private JobView refuseUnlessEnded() {
        JobView view = store.view(job.id());
        if (!view.phase().ended()) {
            throw new RefusedException("job " + job.id() + " is " + view.phase()
                    + "; its items can be run again when it has ended; nothing was submitted");
        }
        return view;
    }

    private NavigableSet<Long> find(Set<Outcome> outcomes) {
        TreeSet<Long> found = new TreeSet<>();
        for (int n = 0; n < job.shards().count(); n++) {
            LedgerView shard = store.look(job.id(), n);
            Ranges settled = shard.settled();
            for (int range = 0; range < settled.size(); range++) {
                find(shard, settled.first(range), settled.end(range), outcomes, found);
            }
        }
        return found;
    }

    private void find(LedgerView shard, long first, long end, Set<Outcome> outcomes, Set<Long> found) {
        long at = first;
        while (at < end) {
            Outcome outcome = Blockless.outcome(shard, at);
            ResultBlock block = outcome == null ? store.block(job.id(), at) : null;
            if (block != null) {
                find(block.head(), outcomes, found);
                at = block.head().end();
            } else {
                if (outcomes.contains(outcome == null ? recorded(at) : outcome)) {
                    found.add(at);
                }
                at++;
            }
        }
    }

    private static void find(ResultBlock.Head head, Set<Outcome> outcomes, Set<Long> found) {
        if (head.allDone()) {
            return;
        }
        HeadCursor items = new HeadCursor(head);
        while (items.hasNext()) {
            ItemView item = items.next();
            if (outcomes.contains(item.outcome())) {
                found.add(item.index());
            }
        }
    }

    /** Results that were taken are gone; the record says what happened to the first items. */
    private Outcome recorded(long index) {
        Map<Long, Outcome> known = recorded;
        if (known == null) {
            known = new HashMap<>();
            for (ItemView item : store.items(job.id())) {
                known.put(item.index(), item.outcome());
            }
            recorded = known;
        }
        Outcome outcome = known.get(index);
        if (outcome == null) {
            throw new RefusedException(
                    "how item " + index + " of job " + job.id() + " ended is no longer kept; nothing was submitted");
        }
        return outcome;
    }

    /** All are read before anything is submitted; there are no more than the store keeps of one job. */
    private List<ItemPage> pages(NavigableSet<Long> indexes) {
        List<ItemPage> full = new ArrayList<>();
        ItemPage.Writer writer = new ItemPage.Writer(new Codec(Rerun.class.getClassLoader()), job.keyed(), 0);
        ItemPage page = null;
        ItemPage.Cursor cursor = null;
        long at = 0;
        for (long index : indexes) {
            if (page == null || cursor == null || index >= page.end()) {
                page = kept(index);
                cursor = page.from(index);
                at = index;
            }
            for (; at < index; at++) {
                cursor.skip();
            }
            writer.addRaw(cursor.raw());
            at++;
            if (writer.full()) {
                full.add(writer.take());
            }
        }
        if (writer.count() > 0) {
            full.add(writer.take());
        }
        return full;
    }

    private ItemPage kept(long index) {
        ItemPage page = store.keptPage(job.id(), index);
        if (page == null) {
            throw new RefusedException("item " + index + " of job " + job.id() + " is no longer kept"
                    + (job.keptItemBytes() == 0
                            ? ": the job is a call of a pool, and whoever made it holds the items"
                            : ": of one job the grid keeps up to " + job.keptItemBytes()
                                    + " bytes of items that did not end as DONE")
                    + "; nothing was submitted");
        }
        return page;
    }
}
