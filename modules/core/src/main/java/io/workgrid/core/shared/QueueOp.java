package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of a queue, as bytes, and what is answered to them. */
public final class QueueOp {
    static final int PUT = 0;
    static final int GET = 1;
    static final int DRAIN = 2;
    static final int DONE = 3;
    static final int GIVE_BACK = 4;
    static final int JOIN = 5;
    static final int CLOSE = 6;
    static final int LOOK = 7;

    private QueueOp() {}

    /**
     * An element that was got.
     *
     * @param value the element
     * @param deliveredBefore how many owners had it and did not say that it is done
     */
    public record Taken(Value value, int deliveredBefore) {}

    /**
     * A queue as it is.
     *
     * @param size how many elements wait
     * @param full whether there is no room
     * @param closed whether it is closed
     */
    public record Look(int size, boolean full, boolean closed) {}

    /** What a queue is made with. */
    public static byte[] spec(int capacity) {
        ByteSink sink = new ByteSink();
        sink.number(capacity);
        return sink.bytes();
    }

    /** Puts all, next to each other. Answered by {@link #done}: false if there is no room, and it does not wait. */
    public static byte[] put(boolean waits, List<Value> values) {
        ByteSink sink = code(PUT);
        sink.flag(waits);
        writeAll(sink, values);
        return sink.bytes();
    }

    /**
     * Takes the first one. Answered by {@link #taken}.
     *
     * @param forGood whether it is done at once
     * @param patient whether to wait, in a closed queue, for what others have and may come back
     */
    public static byte[] get(boolean waits, boolean forGood, boolean patient) {
        ByteSink sink = code(GET);
        sink.flag(waits);
        sink.flag(forGood);
        sink.flag(patient);
        return sink.bytes();
    }

    /** Takes some for good. Answered by {@link BucketOp#values}. */
    public static byte[] drain(int most, long mostBytes) {
        ByteSink sink = code(DRAIN);
        sink.number(most);
        sink.number(mostBytes);
        return sink.bytes();
    }

    /** The caller's oldest element is done. */
    public static byte[] taskDone() {
        return code(DONE).bytes();
    }

    /** The caller's oldest element goes back. */
    public static byte[] giveBack() {
        return code(GIVE_BACK).bytes();
    }

    /** Waits until all is done. */
    public static byte[] join() {
        return code(JOIN).bytes();
    }

    /** No more can be put. */
    public static byte[] close() {
        return code(CLOSE).bytes();
    }

    /** How it is, which changes nothing. Answered by {@link #look(byte[])}. */
    public static byte[] look() {
        return code(LOOK).bytes();
    }

    /** Whether it was done. */
    public static boolean done(byte[] answer) {
        return new ByteSource(answer).flag();
    }

    /** What was taken; {@code null}: there was nothing. */
    public static @Nullable Taken taken(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        return source.flag() ? new Taken(Value.read(source), source.count()) : null;
    }

    /** How it is. */
    public static Look look(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        return new Look(source.count(), source.flag(), source.flag());
    }

    static Answer flag(boolean flag) {
        ByteSink sink = new ByteSink();
        sink.flag(flag);
        return Answer.done(sink.bytes());
    }

    static Answer nothing() {
        return flag(false);
    }

    static Answer taken(Taken taken) {
        ByteSink sink = new ByteSink();
        sink.flag(true);
        taken.value().write(sink);
        sink.number(taken.deliveredBefore());
        return Answer.done(sink.bytes());
    }

    static Answer look(int size, boolean full, boolean closed) {
        ByteSink sink = new ByteSink();
        sink.number(size);
        sink.flag(full);
        sink.flag(closed);
        return Answer.done(sink.bytes());
    }

    static List<Value> readAll(ByteSource source) {
        List<Value> values = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            values.add(Value.read(source));
        }
        return values;
    }

    static void writeAll(ByteSink sink, List<Value> values) {
        sink.number(values.size());
        values.forEach(value -> value.write(sink));
    }

    private static ByteSink code(int code) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        return sink;
    }
}
