package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell, for those who look.
 *
 * @param key where it stands
 * @param kind what it is
 * @param entries how many entries it has
 * @param bytes about how many bytes its values take
 * @param createdMillis when it was first used, ms since the epoch
 * @param usedMillis when it was last changed
 * @param holders who has what
 * @param waiting the calls that wait, in the order they came
 */
public record CellView(
        String key,
        Kind kind,
        long entries,
        long bytes,
        long createdMillis,
        long usedMillis,
        List<Holder> holders,
        List<Waiting> waiting) {

    public CellView {
        holders = List.copyOf(holders);
        waiting = List.copyOf(waiting);
    }

    /**
     * One who has something.
     *
     * @param owner who
     * @param count how many permits, or how often the lock was taken
     * @param fence the number of the grant
     * @param sinceMillis since when, ms since the epoch
     */
    public record Holder(Owner owner, int count, long fence, long sinceMillis) {
        void write(ByteSink sink) {
            owner.write(sink);
            sink.number(count);
            sink.number(fence);
            sink.signed(sinceMillis);
        }

        static Holder read(ByteSource source) {
            return new Holder(Owner.read(source), source.count(), source.number(), source.signed());
        }
    }

    /**
     * One who waits.
     *
     * @param owner who
     * @param sinceMillis since when, ms since the epoch
     * @param forHolders whether for a holder to release; else for something that anybody may do
     */
    public record Waiting(Owner owner, long sinceMillis, boolean forHolders) {}

    /** The view as bytes. */
    public byte[] toBytes() {
        ByteSink sink = new ByteSink();
        sink.text(key);
        sink.text(kind.name());
        sink.number(entries);
        sink.number(bytes);
        sink.signed(createdMillis);
        sink.signed(usedMillis);
        sink.number(holders.size());
        holders.forEach(each -> each.write(sink));
        sink.number(waiting.size());
        for (Waiting each : waiting) {
            each.owner().write(sink);
            sink.signed(each.sinceMillis());
            sink.flag(each.forHolders());
        }
        return sink.bytes();
    }

    /** The view that {@link #toBytes} wrote. */
    public static CellView ofBytes(byte[] form) {
        ByteSource source = new ByteSource(form);
        String key = source.text();
        Kind kind = source.constant(Kind.class);
        long entries = source.number();
        long bytes = source.number();
        long created = source.signed();
        long used = source.signed();
        List<Holder> holders = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            holders.add(Holder.read(source));
        }
        List<Waiting> waiting = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            waiting.add(new Waiting(Owner.read(source), source.signed(), source.flag()));
        }
        source.end();
        return new CellView(key, kind, entries, bytes, created, used, holders, waiting);
    }
}
