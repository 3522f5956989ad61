package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.BitSet;

/** The operations of what is known of an object in parts, as bytes, and what is answered to them. */
public final class HeadOp {
    static final int OPEN = 0;
    static final int LOOK = 1;
    static final int BEGUN = 2;
    static final int LOST = 3;

    private HeadOp() {}

    /**
     * What is known.
     *
     * @param life the life the object is in; empty if it does not exist
     * @param begun the parts that were begun
     */
    public record Head(String life, BitSet begun) {}

    /** Begins a life, if there is none. Answered by {@link #head}. */
    public static byte[] open(String life) {
        return op(OPEN, life, 0);
    }

    /** What is known, which changes nothing. Answered by {@link #head}. */
    public static byte[] look() {
        return op(LOOK, "", 0);
    }

    /** A part was begun. Answered by {@link #head}; of another life it changes nothing. */
    public static byte[] begun(String life, int part) {
        return op(BEGUN, life, part);
    }

    /** A part that was begun is not there any more. */
    public static byte[] lost(String life, int part) {
        return op(LOST, life, part);
    }

    /** What was answered. */
    public static Head head(byte[] answer) {
        ByteSource source = new ByteSource(answer);
        return new Head(source.text(), BitSet.valueOf(source.block()));
    }

    private static byte[] op(int code, String life, int part) {
        ByteSink sink = new ByteSink();
        sink.number(code);
        sink.text(life);
        sink.number(part);
        return sink.bytes();
    }
}
