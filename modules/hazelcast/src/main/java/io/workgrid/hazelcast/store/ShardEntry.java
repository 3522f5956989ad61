package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Ledger;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A shard as it stands in the map: its ledger, where its pages of items begin, and when it ended. The owner of the partition has it as
 * objects; copies keep the bytes until they are asked. Used by the thread of its partition only.
 */
final class ShardEntry {
    private byte @Nullable [] ledgerBytes;
    private @Nullable Ledger ledger;
    /** Where pages begin, and how many bytes they have. */
    private final TreeMap<Long, Integer> pages = new TreeMap<>();
    /** Of these, the ones with an item that ended otherwise than DONE. */
    private final Set<Long> marked = new HashSet<>();

    private final String submitter;
    private final long mostKeptBytes;
    private long endedMillis;
    private long resultBytes;

    /**
     * A new shard, or one that was stored.
     *
     * @param submitter the process that gives its items
     * @param mostKeptBytes how many bytes of pages are kept for items that ended otherwise than DONE
     */
    ShardEntry(byte[] ledgerBytes, String submitter, long mostKeptBytes) {
        this.mostKeptBytes = mostKeptBytes;
        this.ledgerBytes = ledgerBytes;
        this.submitter = submitter;
    }

    Ledger ledger() {
        if (ledger == null) {
            ledger = Ledger.ofBytes(Objects.requireNonNull(ledgerBytes));
            ledgerBytes = null;
        }
        return ledger;
    }

    String submitter() {
        return submitter;
    }

    /** When it ended, ms since the epoch; 0: it has not. */
    long endedMillis() {
        return endedMillis;
    }

    /** About how many bytes of results it has brought. */
    long resultBytes() {
        return resultBytes;
    }

    void addResultBytes(long more) {
        resultBytes += more;
    }

    /** Whoever sees the end first says when it was. */
    void noteEnd(long nowMillis) {
        if (endedMillis == 0 && ledger().view().phase().ended()) {
            endedMillis = Math.max(1, nowMillis);
        }
    }

    void addPage(long first, int bytes) {
        pages.put(first, bytes);
    }

    /** Before the ledger takes reports in: pages with items that did not end as DONE are worth keeping. */
    void mark(Exchange exchange) {
        if (mostKeptBytes == 0) {
            return;
        }
        for (Exchange.Report report : exchange.reports()) {
            for (Exchange.ItemEnd item : report.exceptions()) {
                Long page = item.end().settles() ? pages.floorKey(item.index()) : null;
                if (page != null) {
                    marked.add(page);
                }
            }
        }
    }

    /** Where the page begins that has an item; -1 if there is none. */
    long pageOf(long index) {
        Long first = pages.floorKey(index);
        return first == null ? -1 : first;
    }

    /** Forgets the pages whose items all have an outcome, and says which; those with items that may be run again stay, as far as there is room. */
    long[] takePassedPages() {
        List<Long> passed = new ArrayList<>();
        LedgerView view = ledger().view();
        long kept = 0;
        for (Map.Entry<Long, Integer> page : pages.entrySet()) {
            long first = page.getKey();
            Long next = pages.higherKey(first);
            long end = next == null ? view.end() : next;
            if (view.phase().ended() || view.settled().gapFrom(first) >= end) {
                boolean worth = marked.contains(first) || view.someLost(first, end);
                if (worth && kept + page.getValue() <= mostKeptBytes) {
                    kept += page.getValue();
                } else {
                    passed.add(first);
                }
            }
        }
        passed.forEach(pages::remove);
        passed.forEach(marked::remove);
        return passed.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many bytes the pages have that are there. */
    long pageBytes() {
        return pages.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The whole entry, for a copy; the ledger as bytes. */
    ShardEntry copy() {
        byte[] bytes = ledger == null ? Objects.requireNonNull(ledgerBytes) : ledger.toBytes();
        ShardEntry copy = new ShardEntry(bytes, submitter, mostKeptBytes);
        copy.pages.putAll(pages);
        copy.marked.addAll(marked);
        copy.endedMillis = endedMillis;
        copy.resultBytes = resultBytes;
        return copy;
    }

    /** The form of an entry. */
    static final class Form implements StreamSerializer<ShardEntry> {
        private static final int TYPE = 120;

        @Override
        public int getTypeId() {
            return TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, ShardEntry entry) throws IOException {
            Ledger live = entry.ledger;
            out.writeByteArray(live == null ? entry.ledgerBytes : live.toBytes());
            out.writeString(entry.submitter);
            out.writeLong(entry.endedMillis);
            out.writeLong(entry.resultBytes);
            out.writeLong(entry.mostKeptBytes);
            out.writeLongArray(
                    entry.pages.keySet().stream().mapToLong(Long::longValue).toArray());
            out.writeIntArray(
                    entry.pages.values().stream().mapToInt(Integer::intValue).toArray());
            out.writeLongArray(entry.marked.stream().mapToLong(Long::longValue).toArray());
        }

        @Override
        public ShardEntry read(ObjectDataInput in) throws IOException {
            byte[] ledger = Values.bytes(in);
            String submitter = Values.text(in);
            long endedMillis = in.readLong();
            long resultBytes = in.readLong();
            ShardEntry entry = new ShardEntry(ledger, submitter, in.readLong());
            entry.endedMillis = endedMillis;
            entry.resultBytes = resultBytes;
            long[] pages = Objects.requireNonNull(in.readLongArray(), "the pages are missing");
            int[] bytes = Objects.requireNonNull(in.readIntArray(), "the sizes of the pages are missing");
            for (int n = 0; n < pages.length; n++) {
                entry.pages.put(pages[n], bytes[n]);
            }
            long[] marked = Objects.requireNonNull(in.readLongArray(), "the marked pages are missing");
            Arrays.stream(marked).forEach(entry.marked::add);
            return entry;
        }
    }
}
