package io.workgrid.core.shared;

import io.workgrid.api.shared.Merge;
import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a dict, or a namespace: keys with values. A part is absent until it is opened; a namespace is there from its first use. */
final class BucketMachine implements Machine {
    private static final int MOST_ENTRIES = 62_500;
    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_ATTRIBUTES = 1_000;
    private static final long MOST_ATTRIBUTE_BYTES = 4L << 20;

    private final Kind kind;
    private final Opening opening;
    private Entries entries;

    BucketMachine(Kind kind) {
        this(kind, new Opening(), new Entries());
    }

    private BucketMachine(Kind kind, Opening opening, Entries entries) {
        this.kind = kind;
        this.opening = opening;
        this.entries = entries;
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        Answer before = kind == Kind.NAMESPACE ? null : opening.call(code, op);
        if (before != null) {
            return before;
        }
        long now = turn.nowMillis();
        return switch (code) {
            case BucketOp.GET -> get(op, now);
            case BucketOp.CHANGE -> change(op, now);
            case BucketOp.PUT_ALL -> putAll(op, now);
            case BucketOp.MERGE -> merge(op, now);
            case BucketOp.SIZE -> BucketOp.number(entries.live(now));
            case BucketOp.CLEAR -> clear();
            case BucketOp.PAGE -> page(op.number(), op.count(), op.number(), now);
            case BucketOp.REPLACE -> replaceAll(op, now);
            default -> throw new IllegalArgumentException("operation " + code + " of a dict is not known");
        };
    }

    private Answer get(ByteSource op, long now) {
        ByteSink sink = new ByteSink();
        for (int left = op.count(); left > 0; left--) {
            Entries.Entry entry = entries.get(Value.read(op), now);
            sink.flag(entry != null);
            if (entry != null) {
                sink.number(entry.version());
                entry.value().write(sink);
            }
        }
        return Answer.done(sink.bytes());
    }

    private Answer change(ByteSource op, long now) {
        Value key = Value.read(op);
        Entries.Entry before = entries.get(key, now);
        boolean meets = meets(op, before);
        Value value = op.flag() ? Value.read(op) : null;
        long life = op.signed();
        if (meets && value != null) {
            Answer refusal = room(Map.of(key, value), now);
            if (refusal != null) {
                return refusal;
            }
            entries.put(key, value, end(life, before, now), now);
        } else if (meets && before != null) {
            entries.remove(key);
        }
        ByteSink sink = new ByteSink();
        sink.flag(meets);
        sink.flag(before != null);
        if (before != null) {
            before.value().write(sink);
        }
        return Answer.done(sink.bytes());
    }

    private static boolean meets(ByteSource op, Entries.@Nullable Entry before) {
        int condition = op.count();
        return switch (condition) {
            case BucketOp.ALWAYS -> true;
            case BucketOp.IF_ABSENT -> before == null;
            case BucketOp.IF_EQUAL -> {
                Value expected = Value.read(op);
                yield before != null && before.value().equals(expected);
            }
            case BucketOp.IF_VERSION -> op.number() == (before == null ? 0 : before.version());
            default -> throw new IllegalArgumentException("condition " + condition + " is not known");
        };
    }

    private static long end(long life, Entries.@Nullable Entry before, long now) {
        if (life == BucketOp.SAME_LIFE) {
            return before == null ? Entries.NO_END : before.endMillis();
        }
        return life == BucketOp.NO_END ? Entries.NO_END : now + life;
    }

    private Answer putAll(ByteSource op, long now) {
        Map<Value, Value> all = BucketOp.readAll(op);
        Answer refusal = room(all, now);
        if (refusal != null) {
            return refusal;
        }
        all.forEach((key, value) -> entries.put(key, value, Entries.NO_END, now));
        return Answer.DONE;
    }

    private Answer merge(ByteSource op, long now) {
        Merge how = op.constant(Merge.class);
        boolean told = op.flag();
        Map<Value, Value> merged = new LinkedHashMap<>();
        try {
            BucketOp.readAll(op).forEach((key, value) -> {
                Entries.Entry before = entries.get(key, now);
                merged.put(key, before == null ? value : Merging.merge(before.value(), value, how));
            });
        } catch (Merging.Unfit e) {
            return Answer.refused(Status.BAD_INPUT, "was not merged: " + e.getMessage() + "; nothing changed");
        }
        Answer refusal = room(merged, now);
        if (refusal != null) {
            return refusal;
        }
        merged.forEach(
                (key, value) -> entries.put(key, value, end(BucketOp.SAME_LIFE, entries.get(key, now), now), now));
        return told ? BucketOp.values(merged.values()) : Answer.DONE;
    }

    /** Why there is no room; {@code null}: there is. */
    private @Nullable Answer room(Map<Value, Value> more, long now) {
        long growth = 0;
        int keys = 0;
        for (Map.Entry<Value, Value> each : more.entrySet()) {
            growth += entries.growth(each.getKey(), each.getValue(), now);
            keys += entries.get(each.getKey(), now) == null ? 1 : 0;
            if (each.getValue().size() > Value.MOST_BYTES) {
                return refused(
                        "a value would have " + each.getValue().size() + " bytes, and the most is " + Value.MOST_BYTES);
            }
        }
        if (keys > 0 && entries.size() + keys > mostEntries()) {
            entries.purge(now); // changes nothing that anybody sees
        }
        if (keys > 0 && entries.size() + keys > mostEntries()) {
            return refused("has " + entries.size() + " entries" + where() + ", and the most is " + mostEntries());
        }
        return growth > 0 && entries.bytes() + growth > mostBytes()
                ? refused("has " + entries.bytes() + " bytes" + where() + ", and the most is " + mostBytes())
                : null;
    }

    private int mostEntries() {
        return kind == Kind.NAMESPACE ? MOST_ATTRIBUTES : MOST_ENTRIES;
    }

    private long mostBytes() {
        return kind == Kind.NAMESPACE ? MOST_ATTRIBUTE_BYTES : MOST_BYTES;
    }

    private String where() {
        return kind == Kind.NAMESPACE ? "" : " in the sixteenth that this key belongs to";
    }

    private static Answer refused(String why) {
        return Answer.refused(Status.REFUSED, why + "; nothing changed");
    }

    private Answer clear() {
        entries.clear();
        return Answer.DONE;
    }

    private Answer page(long after, int mostEntries, long mostBytes, long now) {
        List<Map.Entry<Value, Entries.Entry>> page = new ArrayList<>();
        long bytes = 0;
        long last = after;
        boolean more = false;
        Iterator<Map.Entry<Value, Entries.Entry>> all = entries.iterator();
        while (all.hasNext() && !more) {
            Map.Entry<Value, Entries.Entry> each = all.next();
            if (each.getValue().came() > after && !each.getValue().over(now)) {
                bytes += each.getKey().size() + each.getValue().value().size();
                more = !page.isEmpty() && (page.size() == mostEntries || bytes > mostBytes);
                if (!more) {
                    page.add(each);
                    last = each.getValue().came();
                }
            }
        }
        return BucketOp.page(page, last, more, entries.version());
    }

    private Answer replaceAll(ByteSource op, long now) {
        long version = op.number();
        Map<Value, Value> all = BucketOp.readAll(op);
        if (version != entries.version()) {
            return BucketOp.number(0);
        }
        Entries before = entries;
        entries = Entries.after(before);
        Answer refusal = room(all, now);
        if (refusal != null) {
            entries = before;
            return refusal;
        }
        all.forEach((key, value) -> entries.put(key, value, Entries.NO_END, now));
        return BucketOp.number(1);
    }

    @Override
    public boolean tick(Turn turn) {
        return entries.purge(turn.nowMillis());
    }

    @Override
    public long entries() {
        return entries.size();
    }

    @Override
    public long bytes() {
        return entries.bytes();
    }

    @Override
    public void write(ByteSink sink) {
        opening.write(sink);
        entries.write(sink);
    }

    static BucketMachine read(Kind kind, ByteSource source) {
        return new BucketMachine(kind, Opening.read(source), Entries.read(source));
    }
}
