package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.workgrid.core.ledger.Ledger;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A shard as it stands in the map: its ledger, where its pages of items begin, and when it ended. The owner of the partition has it as
 * objects; copies keep the bytes until they are asked. Used by the thread of its partition only.
 */
final class ShardEntry {
    private byte @Nullable [] ledgerBytes;
    private @Nullable Ledger ledger;
    private final TreeSet<Long> pages = new TreeSet<>();
    private final String submitter;
    private long endedMillis;
    private long resultBytes;

    /**
     * A new shard, or one that was stored.
     *
     * @param submitter the process that gives its items
     */
    ShardEntry(byte[] ledgerBytes, String submitter) {
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

    void addPage(long first) {
        pages.add(first);
    }

    /** Where the page begins that has an item; -1 if there is none. */
    long pageOf(long index) {
        Long first = pages.floor(index);
        return first == null ? -1 : first;
    }

    /** Forgets the pages whose items all have an outcome, and says which; of an ended shard, all. */
    long[] takePassedPages() {
        List<Long> passed = new ArrayList<>();
        boolean over = endedMillis != 0;
        for (Long first : pages) {
            Long next = pages.higher(first);
            long end = next == null ? ledger().view().end() : next;
            if (over || ledger().view().settled().gapFrom(first) >= end) {
                passed.add(first);
            }
        }
        passed.forEach(pages::remove);
        return passed.stream().mapToLong(Long::longValue).toArray();
    }

    /** The whole entry, for a copy; the ledger as bytes. */
    ShardEntry copy() {
        byte[] bytes = ledger == null ? Objects.requireNonNull(ledgerBytes) : ledger.toBytes();
        ShardEntry copy = new ShardEntry(bytes, submitter);
        copy.pages.addAll(pages);
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
            out.writeLongArray(entry.pages.stream().mapToLong(Long::longValue).toArray());
        }

        @Override
        public ShardEntry read(ObjectDataInput in) throws IOException {
            ShardEntry entry = new ShardEntry(Values.bytes(in), Values.text(in));
            entry.endedMillis = in.readLong();
            entry.resultBytes = in.readLong();
            long[] pages = Objects.requireNonNull(in.readLongArray(), "the pages are missing");
            Arrays.stream(pages).forEach(entry.pages::add);
            return entry;
        }
    }
}
