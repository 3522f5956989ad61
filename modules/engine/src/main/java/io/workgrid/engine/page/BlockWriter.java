package io.workgrid.engine.page;

import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.Outcome;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.Out;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what became of consecutive items. For one thread.
 *
 * <p>The line of an item: a byte with the outcome (2 bits) and flags for what follows, the duration in nanoseconds, then hash, key, error
 * and log if flagged. Results stand apart, so that a record of what happened can be kept without them.
 */
@SuppressWarnings(
        "EnumOrdinal") // the order of Outcome and Kind is part of the bytes, which never outlive the process that wrote
// them
public final class BlockWriter {
    static final int OUTCOME = 3;
    static final int KEY = 4;
    static final int ERROR = 8;
    static final int LOG = 16;
    static final int HASH = 32;

    private static final int FULL_BYTES = 1024 * 1024;

    private final Codec codec;
    private final Out items = new Out();
    private final Out values = new Out();
    private long first;
    private int count;
    private long startedMillis;
    private long ranNanos;
    private boolean allDone = true;

    public BlockWriter(Codec codec) {
        this.codec = codec;
    }

    /** How many items it holds. */
    public int count() {
        return count;
    }

    /** Whether it is large enough to go. */
    public boolean full() {
        return values.size() + items.size() >= FULL_BYTES;
    }

    /**
     * Writes a result ahead of {@link #done}.
     *
     * @throws io.workgrid.engine.codec.CodecException if it cannot be sent; nothing was written
     */
    public void value(@Nullable Object value) {
        int before = values.size();
        try {
            codec.write(values, value);
            ItemPage.tooLarge("the result", values.size() - before);
        } catch (RuntimeException e) {
            values.truncate(before);
            throw e;
        }
    }

    /**
     * An item whose result was just written is done.
     *
     * @param hash of the item, see {@link ItemHash}; {@code null}: nobody will ask for it
     */
    public void done(
            long index, long startMillis, long nanos, byte @Nullable [] hash, @Nullable String key, List<String> log) {
        line(index, startMillis, nanos, Outcome.DONE, hash, key, null, log);
    }

    /** An item ended otherwise. */
    public void ended(
            long index,
            long startMillis,
            long nanos,
            Outcome outcome,
            @Nullable String key,
            ItemError error,
            List<String> log) {
        allDone = false;
        line(index, startMillis, nanos, outcome, null, key, error, log);
    }

    private void line(
            long index,
            long startMillis,
            long nanos,
            Outcome outcome,
            byte @Nullable [] hash,
            @Nullable String key,
            @Nullable ItemError error,
            List<String> log) {
        if (count == 0) {
            first = index;
            startedMillis = startMillis;
        } else if (index != first + count) {
            throw new IllegalStateException("item " + index + " does not follow " + (first + count - 1));
        }
        count++;
        ranNanos += nanos;
        items.u8(outcome.ordinal()
                | (hash == null ? 0 : HASH)
                | (key == null ? 0 : KEY)
                | (error == null ? 0 : ERROR)
                | (log.isEmpty() ? 0 : LOG));
        items.count(nanos);
        if (hash != null) {
            items.raw(hash);
        }
        if (key != null) {
            items.text(key);
        }
        if (error != null) {
            write(items, error);
        }
        if (!log.isEmpty()) {
            items.count(log.size());
            log.forEach(items::text);
        }
    }

    private static void write(Out out, ItemError error) {
        out.u8(error.kind().ordinal());
        out.u8(error.permanent() ? 1 : 0);
        out.count(error.types().size());
        error.types().forEach(out::text);
        out.text(error.message());
        out.text(error.stackTrace());
        out.count(error.details().size());
        for (Map.Entry<String, String> each : error.details().entrySet()) {
            out.text(each.getKey());
            out.text(each.getValue());
        }
    }

    /** The block; the writer is then empty. */
    public ResultBlock take(long fence, int attempt, String node, int worker) {
        ResultBlock block = new ResultBlock(
                new ResultBlock.Head(
                        fence, first, count, attempt, node, worker, startedMillis, ranNanos, allDone, items.toBytes()),
                values.toBytes());
        items.truncate(0);
        values.truncate(0);
        count = 0;
        ranNanos = 0;
        allDone = true;
        return block;
    }
}
