package io.workgrid.engine.page;

import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.engine.codec.In;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what happened to the items of a block, one after the other. For one thread. */
public final class HeadCursor {
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final ItemError.Kind[] KINDS = ItemError.Kind.values();

    private final ResultBlock.Head head;
    private final In in;
    private int at;
    private long nanosBefore;
    private List<String> log = List.of();
    private int hashAt = -1;

    public HeadCursor(ResultBlock.Head head) {
        this.head = head;
        in = new In(head.items());
    }

    /** Whether there is another item. */
    public boolean hasNext() {
        return at < head.count();
    }

    /** The next item; its log is then at {@link #log}. */
    public ItemView next() {
        int flags = in.u8();
        long nanos = in.count();
        hashAt = (flags & BlockWriter.HASH) == 0 ? -1 : in.at();
        if (hashAt >= 0) {
            in.seek(hashAt + ItemHash.BYTES);
        }
        String key = (flags & BlockWriter.KEY) == 0 ? null : in.text();
        ItemError error = (flags & BlockWriter.ERROR) == 0 ? null : error();
        log = (flags & BlockWriter.LOG) == 0 ? List.of() : lines();
        long started = head.startedMillis() + nanosBefore / 1_000_000;
        nanosBefore += nanos;
        return new ItemView(
                head.first() + at++,
                key,
                OUTCOMES[flags & BlockWriter.OUTCOME],
                head.attempt(),
                head.node(),
                head.worker(),
                started,
                nanos,
                error,
                null);
    }

    /** The log of the item that was read last. */
    public List<String> log() {
        return log;
    }

    /** What the item that was read last is told by, see {@link ItemHash}; {@code null} if that was not kept, or the item is not DONE. */
    public byte @Nullable [] hash() {
        return hashAt < 0 ? null : Arrays.copyOfRange(head.items(), hashAt, hashAt + ItemHash.BYTES);
    }

    private @Nullable ItemError error() {
        ItemError.Kind kind = KINDS[in.u8()];
        boolean permanent = in.u8() == 1;
        List<String> types = lines();
        String message = in.text();
        String stackTrace = in.text();
        Map<String, String> details = new LinkedHashMap<>();
        for (long n = in.count(); n > 0; n--) {
            String name = in.text();
            details.put(name, in.text());
        }
        return new ItemError(kind, types, message, stackTrace, permanent, details);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (long n = in.count(); n > 0; n--) {
            lines.add(in.text());
        }
        return lines;
    }
}
