package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of the channels of a scope, as bytes, and what is answered to them. */
public final class ChannelOp {
    static final int SELECT = 0;
    static final int CLOSE = 1;
    static final int REMOVE = 2;
    static final int LOOK = 3;

    private ChannelOp() {}

    /**
     * One of several sends and receives.
     *
     * @param channel the channel's name
     * @param capacity how many elements it keeps
     * @param element what is sent; {@code null}: receive
     */
    public record Case(
            String channel, int capacity, @Nullable Value element) {}

    /**
     * What happened.
     *
     * @param index which case; -1: none
     * @param element what was received; {@code null}: nothing
     * @param closed whether it was a receive of a channel that is closed and empty
     */
    public record Chosen(int index, @Nullable Value element, boolean closed) {}

    /**
     * A channel as it is.
     *
     * @param size how many elements are in it
     * @param bytes how many bytes
     * @param closed whether it is closed
     */
    public record Look(int size, long bytes, boolean closed) {}

    /** What a channel is made with. */
    public static byte[] spec(int capacity) {
        return QueueOp.spec(capacity);
    }

    /**
     * Makes one of the cases happen. Answered by {@link #chosen(byte[])}.
     *
     * @param waits whether to wait until one can
     * @param chance any number from 0; by it one is chosen if several can
     */
    public static byte[] select(boolean waits, long chance, List<Case> cases) {
        ByteSink sink = new ByteSink();
        sink.number(SELECT);
        sink.flag(waits);
        sink.number(chance);
        writeCases(sink, cases);
        return sink.bytes();
    }

    /** Closes a channel. */
    public static byte[] close(String channel, int capacity) {
        ByteSink sink = new ByteSink();
        sink.number(CLOSE);
        sink.text(channel);
        sink.number(capacity);
        return sink.bytes();
    }

    /** Removes a channel and what is in it. */
    public static byte[] remove(String channel) {
        return named(REMOVE, channel);
    }

    /** How a channel is, which changes nothing. Answered by {@link #look(byte[])}. */
    public static byte[] look(String channel) {
        return named(LOOK, channel);
    }

    /** What happened. */
    public static Chosen chosen(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        int index = source.count() - 1;
        boolean closed = source.flag();
        return new Chosen(index, source.flag() ? Value.read(source) : null, closed);
    }

    /** How it is. */
    public static Look look(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        return new Look(source.count(), source.number(), source.flag());
    }

    static Answer chosen(int index, @Nullable Value element, boolean closed) {
        ByteSink sink = new ByteSink();
        sink.number(index + 1L);
        sink.flag(closed);
        sink.flag(element != null);
        if (element != null) {
            element.write(sink);
        }
        return Answer.done(sink.bytes());
    }

    static Answer look(int size, long bytes, boolean closed) {
        ByteSink sink = new ByteSink();
        sink.number(size);
        sink.number(bytes);
        sink.flag(closed);
        return Answer.done(sink.bytes());
    }

    static void writeCases(ByteSink sink, List<Case> cases) {
        sink.number(cases.size());
        for (Case each : cases) {
            sink.text(each.channel());
            sink.number(each.capacity());
            sink.flag(each.element() != null);
            if (each.element() != null) {
                each.element().write(sink);
            }
        }
    }

    static List<Case> readCases(ByteSource source) {
        List<Case> cases = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            cases.add(new Case(source.text(), source.count(), source.flag() ? Value.read(source) : null));
        }
        return cases;
    }

    private static byte[] named(int code, String channel) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        sink.text(channel);
        return sink.bytes();
    }
}
