package io.workgrid.engine.store;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.engine.page.ItemPage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Pages of a job in memory whose items have an outcome, some of them not DONE: so that these can be run again. Any thread may call. */
final class KeptItems {
    private final long mostBytes;
    private final Set<Long> marked = ConcurrentHashMap.newKeySet();
    private final ConcurrentSkipListMap<Long, ItemPage> pages = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();

    KeptItems(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Before the ledger takes a report in: pages with items that did not end as DONE are worth keeping. */
    void mark(Exchange exchange, LongFunction<@Nullable ItemPage> pageOf) {
        if (mostBytes == 0) {
            return;
        }
        for (Exchange.Report report : exchange.reports()) {
            for (Exchange.ItemEnd item : report.exceptions()) {
                ItemPage page = item.end().settles() ? pageOf.apply(item.index()) : null;
                if (page != null) {
                    marked.add(page.first());
                }
            }
        }
    }

    /** Nobody will lease items of the page any more. */
    void retire(ItemPage page, LedgerView shard) {
        boolean worth = marked.remove(page.first()) || shard.someLost(page.first(), page.end());
        if (worth && bytes.get() + page.bytes().length <= mostBytes && pages.put(page.first(), page) == null) {
            bytes.addAndGet(page.bytes().length);
        }
    }

    /** The page of an item; {@code null}: it is not kept. */
    @Nullable
    ItemPage page(long index) {
        Map.Entry<Long, ItemPage> entry = pages.floorEntry(index);
        return entry == null || entry.getValue().end() <= index ? null : entry.getValue();
    }

    long bytes() {
        return bytes.get();
    }
}
