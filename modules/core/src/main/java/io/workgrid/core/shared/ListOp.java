package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of a list and of its segments, as bytes, and what is answered to them. */
public final class ListOp {
    /** As far as the end goes. */
    public static final long TO_END = Long.MAX_VALUE;

    static final int APPEND = 0;
    static final int READ = 1;
    static final int SET = 2;
    static final int POP = 3;
    static final int FREEZE = 4;
    static final int SPILLED = 5;
    static final int RESTORE = 6;
    static final int CLEAR = 7;
    static final int LOST = 8;

    static final int CARRY = 0;
    static final int FETCH = 1;
    static final int REPLACE = 2;
    static final int CLOSE = 3;
    static final int DROP = 4;

    private ListOp() {}

    /** What is said where. Stored by name. */
    public enum Told {
        /** It was done here. */
        HERE,
        /** It is in a segment: ask there. */
        SEGMENT,
        /** It is about to be carried into a segment: carry it, and ask again. */
        FROZEN,
        /** There is no such index; or nothing to carry. */
        OUTSIDE,
        /** The segment was closed: its elements go back to the tail. Carry them, and ask again. */
        MOVED
    }

    /**
     * What was answered; what it does not say is empty.
     *
     * @param told where it is
     * @param size how many elements the list has; where a change was made: 1 if its condition was met
     * @param life the life of the list, for the name of its segments
     * @param first the index of the first element of the segment, or of what was frozen
     * @param count how many elements the segment has
     * @param carriage the number of the carriage
     * @param values the elements; where a change was made: what was there before
     */
    public record Said(Told told, long size, String life, long first, int count, long carriage, List<Value> values) {
        /** Whether the condition of a change was met. */
        public boolean met() {
            return size == 1;
        }

        /** The element. */
        public Value value() {
            return values.get(0);
        }
    }

    /**
     * Where elements were appended.
     *
     * @param first the index of the first
     * @param spillDue whether something is to be carried into a segment
     */
    public record Appended(long first, boolean spillDue) {}

    /**
     * What was cleared.
     *
     * @param life the life of the list until then
     * @param segments the first index of each segment
     */
    public record Cleared(String life, List<Long> segments) {}

    /** Adds to the end. Answered by {@link #appended(byte[])}. */
    public static byte[] append(List<Value> values) {
        ByteSink sink = code(APPEND);
        QueueOp.writeAll(sink, values);
        return sink.bytes();
    }

    /** Elements from an index on, which changes nothing: those in one place. Answered by {@link #said}. */
    public static byte[] read(long from, long end, long mostBytes) {
        return range(READ, from, end, mostBytes);
    }

    /** Replaces an element. Answered by {@link #said}. */
    public static byte[] set(long index, @Nullable Value expected, Value value) {
        return change(SET, index, expected, value);
    }

    /** Removes the last element. Answered by {@link #said}. */
    public static byte[] pop() {
        return code(POP).bytes();
    }

    /** From now on nobody changes the first elements of the tail. Answered by {@link #said}: what to carry, or {@link Told#OUTSIDE}. */
    public static byte[] freeze(String nextLife) {
        ByteSink sink = code(FREEZE);
        sink.text(nextLife);
        return sink.bytes();
    }

    /** What was frozen is in its segment. */
    public static byte[] spilled(long carriage) {
        return numbered(SPILLED, carriage);
    }

    /** The last segment is closed, and this was in it. */
    public static byte[] restore(String life, long first, long carriage, List<Value> values) {
        ByteSink sink = code(RESTORE);
        sink.text(life);
        sink.number(first);
        sink.number(carriage);
        QueueOp.writeAll(sink, values);
        return sink.bytes();
    }

    /** Removes all. Answered by {@link #cleared(byte[])}. */
    public static byte[] clear() {
        return code(CLEAR).bytes();
    }

    /** A segment is not there any more. */
    public static byte[] lost(String life, long first) {
        ByteSink sink = code(LOST);
        sink.text(life);
        sink.number(first);
        return sink.bytes();
    }

    /** To a segment: this is in it from now on. */
    public static byte[] carry(long carriage, List<Value> values) {
        ByteSink sink = code(CARRY);
        sink.number(carriage);
        QueueOp.writeAll(sink, values);
        return sink.bytes();
    }

    /** To a segment: elements from a place on, which changes nothing. Answered by {@link #said}. */
    public static byte[] fetch(long from, long end, long mostBytes) {
        return range(FETCH, from, end, mostBytes);
    }

    /** To a segment: replaces an element. Answered by {@link #said}. */
    public static byte[] replace(long at, @Nullable Value expected, Value value) {
        return change(REPLACE, at, expected, value);
    }

    /** To a segment: nobody changes it any more. Answered by {@link #said}: what to carry back. */
    public static byte[] close() {
        return code(CLOSE).bytes();
    }

    /** To a segment: what was in it is back in the tail. */
    public static byte[] drop(long carriage) {
        return numbered(DROP, carriage);
    }

    /** What was answered. */
    public static Said said(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        return new Said(
                source.constant(Told.class),
                source.number(),
                source.text(),
                source.number(),
                source.count(),
                source.number(),
                QueueOp.readAll(source));
    }

    /** Where they are. */
    public static Appended appended(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        return new Appended(source.number(), source.flag());
    }

    /** What was cleared. */
    public static Cleared cleared(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        String life = source.text();
        List<Long> firsts = new ArrayList<>();
        while (!source.atEnd()) {
            firsts.add(source.number());
        }
        return new Cleared(life, firsts);
    }

    static Answer told(Told told, long size) {
        return say(told, size, "", 0, 0, 0, List.of());
    }

    static Answer inSegment(String life, long size, long first, int count) {
        return say(Told.SEGMENT, size, life, first, count, 0, List.of());
    }

    static Answer inTail(long size, List<Value> values) {
        return say(Told.HERE, size, "", 0, 0, 0, values);
    }

    static Answer changed(boolean met, Value before) {
        return say(Told.HERE, met ? 1 : 0, "", 0, 0, 0, List.of(before));
    }

    static Answer frozen(String life, long carriage, long first, List<Value> values) {
        return say(Told.HERE, 0, life, first, values.size(), carriage, values);
    }

    private static Answer say(
            Told told, long size, String life, long first, int count, long carriage, List<Value> values) {
        ByteSink sink = new ByteSink();
        sink.text(told.name());
        sink.number(size);
        sink.text(life);
        sink.number(first);
        sink.number(count);
        sink.number(carriage);
        QueueOp.writeAll(sink, values);
        return Answer.done(sink.bytes());
    }

    static Answer appended(long first, boolean spillDue) {
        ByteSink sink = new ByteSink();
        sink.number(first);
        sink.flag(spillDue);
        return Answer.done(sink.bytes());
    }

    static Answer cleared(String life, List<Long> segments) {
        ByteSink sink = new ByteSink();
        sink.text(life);
        segments.forEach(sink::number);
        return Answer.done(sink.bytes());
    }

    private static ByteSink code(int code) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        return sink;
    }

    private static byte[] numbered(int code, long number) {
        ByteSink sink = code(code);
        sink.number(number);
        return sink.bytes();
    }

    private static byte[] range(int code, long from, long end, long mostBytes) {
        ByteSink sink = code(code);
        sink.number(from);
        sink.number(end);
        sink.number(mostBytes);
        return sink.bytes();
    }

    private static byte[] change(int code, long at, @Nullable Value expected, Value value) {
        ByteSink sink = code(code);
        sink.number(at);
        sink.flag(expected != null);
        if (expected != null) {
            expected.write(sink);
        }
        value.write(sink);
        return sink.bytes();
    }
}
