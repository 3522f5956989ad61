package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The end of a list, and where the rest of it is. What is far from the end goes into segments, which are cells of their own; a client carries it there.
 *
 * <pre>
 * in the tail -> frozen (freeze: nobody changes it while it is carried) -> in a segment (spilled)
 * in a segment -> closed there (for a pop that came so far) -> in the tail (restored); what was frozen is so no more
 * </pre>
 *
 * Each carriage has a number, so that a late or second carrier changes nothing.
 */
final class ListMachine implements Machine {
    static final int SEGMENT_ELEMENTS = 1_024;
    static final long SEGMENT_BYTES = 256 << 10;
    private static final long MOST_ELEMENTS = 1L << 24;
    private static final long MOST_BYTES = 1L << 30;

    private String life = "";
    private boolean lost;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private List<Value> tail = new ArrayList<>();
    private long base;
    private long bytes;
    private long tailBytes;
    private int frozen;
    private long carriage;

    /** A segment by what is known of it here. */
    private record Segment(int count, long bytes, long carriage) {}

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        if (lost && code != ListOp.CLEAR) {
            return Answer.refused(
                    Status.LOST_PART,
                    "has lost a part, as all nodes that kept it died together; remove it and begin anew");
        }
        return switch (code) {
            case ListOp.APPEND -> append(QueueOp.readAll(op));
            case ListOp.READ -> read(op.number(), op.number(), op.number());
            case ListOp.SET -> set(op);
            case ListOp.POP -> pop();
            case ListOp.FREEZE -> freeze(op.text());
            case ListOp.SPILLED -> spilled(op.number());
            case ListOp.RESTORE -> restore(op);
            case ListOp.CLEAR -> clear();
            case ListOp.LOST -> lost(op.text(), op.number());
            default -> throw new IllegalArgumentException("operation " + code + " of a list is not known");
        };
    }

    private long size() {
        return base + tail.size();
    }

    private Answer append(List<Value> values) {
        long more = values.stream().mapToLong(Value::charge).sum();
        if (size() + values.size() > MOST_ELEMENTS || bytes + more > MOST_BYTES) {
            return Answer.refused(
                    Status.REFUSED,
                    "has " + size() + " elements with " + bytes + " bytes, and the most is " + MOST_ELEMENTS + " with "
                            + MOST_BYTES + "; nothing changed");
        }
        long first = size();
        tail.addAll(values);
        bytes += more;
        tailBytes += more;
        return ListOp.appended(first, spillDue());
    }

    /** A segment's worth stays, so that pops near the end find it. */
    private boolean spillDue() {
        return tail.size() >= 2 * SEGMENT_ELEMENTS || (tailBytes >= 2 * SEGMENT_BYTES && tail.size() > 1);
    }

    private Answer read(long from, long end, long mostBytes) {
        Map.Entry<Long, Segment> segment = from < base ? segments.floorEntry(from) : null;
        if (segment != null) {
            return ListOp.inSegment(
                    life, size(), segment.getKey(), segment.getValue().count());
        }
        return ListOp.inTail(size(), bounded(tail, from - base, Math.min(end, size()) - base, mostBytes));
    }

    /** At least one, if there is one. */
    static List<Value> bounded(List<Value> values, long from, long end, long mostBytes) {
        long size = 0;
        int at = (int) Math.min(from, values.size());
        int first = at;
        while (at < Math.min(end, values.size())) {
            size += values.get(at).size();
            if (size > mostBytes && at > first) {
                break;
            }
            at++;
        }
        return values.subList(first, at);
    }

    private Answer set(ByteSource op) {
        long index = op.number();
        Value expected = op.flag() ? Value.read(op) : null;
        Value value = Value.read(op);
        if (index >= size()) {
            return ListOp.told(ListOp.Told.OUTSIDE, size());
        }
        if (index < base) {
            long first = segments.floorKey(index);
            return ListOp.inSegment(life, size(), first, segment(first).count());
        }
        int at = (int) (index - base);
        if (at < frozen) {
            return ListOp.told(ListOp.Told.FROZEN, size());
        }
        Value before = tail.get(at);
        boolean met = expected == null || expected.equals(before);
        if (met) {
            tail.set(at, value);
            bytes += value.charge() - before.charge();
            tailBytes += value.charge() - before.charge();
        }
        return ListOp.changed(met, before);
    }

    private Segment segment(long first) {
        Segment segment = segments.get(first);
        if (segment == null) {
            throw new IllegalStateException("no segment begins at " + first);
        }
        return segment;
    }

    private Answer pop() {
        if (tail.size() > frozen) {
            Value last = tail.remove(tail.size() - 1);
            bytes -= last.charge();
            tailBytes -= last.charge();
            return ListOp.changed(true, last);
        }
        if (frozen > 0) {
            return ListOp.told(ListOp.Told.FROZEN, size());
        }
        if (segments.isEmpty()) {
            return ListOp.told(ListOp.Told.OUTSIDE, 0);
        }
        long first = segments.lastKey();
        return ListOp.inSegment(life, size(), first, segment(first).count());
    }

    private Answer freeze(String nextLife) {
        if (frozen == 0 && !spillDue()) {
            return ListOp.told(ListOp.Told.OUTSIDE, size());
        }
        if (frozen == 0) {
            life = life.isEmpty() ? nextLife : life;
            carriage++;
            frozen = bounded(tail, 0, SEGMENT_ELEMENTS, SEGMENT_BYTES).size();
        }
        return ListOp.frozen(life, carriage, base, tail.subList(0, frozen));
    }

    private Answer spilled(long number) {
        if (frozen > 0 && number == carriage) {
            List<Value> gone = tail.subList(0, frozen);
            long size = gone.stream().mapToLong(Value::charge).sum();
            segments.put(base, new Segment(frozen, size, number));
            base += frozen;
            tailBytes -= size;
            tail = new ArrayList<>(tail.subList(frozen, tail.size()));
            frozen = 0;
        }
        return Answer.DONE;
    }

    private Answer restore(ByteSource op) {
        String of = op.text();
        long first = op.number();
        long number = op.number();
        List<Value> values = QueueOp.readAll(op);
        Segment last = of.equals(life) && !segments.isEmpty() && segments.lastKey() == first ? segment(first) : null;
        if (last != null && last.carriage() == number) {
            segments.remove(first);
            long size = values.stream().mapToLong(Value::charge).sum();
            bytes += size - last.bytes();
            tailBytes += size;
            List<Value> all = new ArrayList<>(values);
            all.addAll(tail);
            tail = all;
            base = first;
            frozen = 0;
        }
        return Answer.DONE;
    }

    private Answer clear() {
        List<Long> firsts = List.copyOf(segments.keySet());
        String before = life;
        life = "";
        lost = false;
        segments.clear();
        tail = new ArrayList<>();
        base = 0;
        bytes = 0;
        tailBytes = 0;
        frozen = 0;
        return ListOp.cleared(before, firsts);
    }

    private Answer lost(String of, long first) {
        lost |= of.equals(life) && segments.containsKey(first);
        return Answer.DONE;
    }

    @Override
    public long entries() {
        return size();
    }

    @Override
    public long bytes() {
        return tailBytes;
    }

    @Override
    public void write(ByteSink sink) {
        sink.text(life);
        sink.flag(lost);
        sink.number(base);
        sink.number(bytes);
        sink.number(frozen);
        sink.number(carriage);
        sink.number(segments.size());
        segments.forEach((first, segment) -> {
            sink.number(first);
            sink.number(segment.count());
            sink.number(segment.bytes());
            sink.number(segment.carriage());
        });
        QueueOp.writeAll(sink, tail);
    }

    static ListMachine read(ByteSource source) {
        ListMachine list = new ListMachine();
        list.life = source.text();
        list.lost = source.flag();
        list.base = source.number();
        list.bytes = source.number();
        list.frozen = source.count();
        list.carriage = source.number();
        for (int left = source.count(); left > 0; left--) {
            list.segments.put(source.number(), new Segment(source.count(), source.number(), source.number()));
        }
        list.tail = QueueOp.readAll(source);
        list.tailBytes = list.tail.stream().mapToLong(Value::charge).sum();
        return list;
    }
}
