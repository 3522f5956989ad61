package io.workgrid.hazelcast.store;

import java.io.OutputStream;
import java.util.Objects;

/** Takes bytes whose number is known, without a copy of them all at the end. Used by one thread. */
final class FixedOutput extends OutputStream {
    private final byte[] bytes;
    private int at;

    FixedOutput(int length) {
        bytes = new byte[length];
    }

    @Override
    public void write(int one) {
        bytes[at++] = (byte) one;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        Objects.checkFromIndexSize(at, length, bytes.length);
        System.arraycopy(from, offset, bytes, at, length);
        at += length;
    }

    byte[] bytes() {
        return bytes;
    }
}
