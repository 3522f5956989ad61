package io.workgrid.engine.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes to write to. For one thread. */
public final class Out {
    private static final int FIRST_SIZE = 256;

    private byte[] bytes;
    private int size;

    public Out() {
        this(FIRST_SIZE);
    }

    public Out(int capacity) {
        bytes = new byte[capacity];
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Takes back everything after that many bytes. */
    public void truncate(int to) {
        if (to > size) {
            throw new IllegalArgumentException("cannot truncate " + size + " bytes to " + to);
        }
        size = to;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** One byte. */
    public void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** A number of 0 or more in 1 to 9 bytes, 7 bits each, lowest first; as in Protocol Buffers. */
    public void count(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A number near 0 in few bytes, whatever its sign (zigzag). */
    public void number(long value) {
        count((value << 1) ^ (value >> 63));
    }

    /** Eight bytes. */
    public void i64(long value) {
        room(8);
        ByteBuffer.wrap(bytes, size, 8).putLong(value);
        size += 8;
    }

    /** A length and the bytes. */
    public void bytes(byte[] value) {
        count(value.length);
        raw(value);
    }

    /**
     * Begins something whose length is to stand before it; {@link #end} ends it.
     *
     * @return what {@link #end} wants
     */
    public int begin() {
        u8(0); // room for the length of something short, which most things are
        return size;
    }

    /** Ends what was begun: puts its length before it, as {@link #count} does. */
    public void end(int begin) {
        int length = size - begin;
        if (length < 0x80) {
            bytes[begin - 1] = (byte) length;
            return;
        }
        int more = (31 - Integer.numberOfLeadingZeros(length)) / 7;
        room(more);
        System.arraycopy(bytes, begin, bytes, begin + more, length);
        int end = size + more;
        size = begin - 1;
        count(length);
        size = end;
    }

    /** The bytes alone, as they were written elsewhere. */
    public void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** A text; unpaired surrogates survive. */
    public void text(String value) {
        int length = value.length();
        count(length);
        room(length);
        int at = size;
        for (int n = 0; n < length; n++) {
            char c = value.charAt(n);
            if (c >= 0x80) {
                notAscii(value);
                return;
            }
            bytes[at++] = (byte) c;
        }
        size = at;
    }

    private void notAscii(String value) {
        // a byte that ASCII cannot begin with marks the other form
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        boolean exact = value.equals(new String(utf8, StandardCharsets.UTF_8));
        u8(exact ? 0xFF : 0xFE);
        if (exact) {
            bytes(utf8);
        } else {
            chars(value);
        }
    }

    /** UTF-16 as it stands: a charset would replace what is not paired. */
    private void chars(String value) {
        count(2L * value.length());
        for (int n = 0; n < value.length(); n++) {
            u8(value.charAt(n) >>> 8);
            u8(value.charAt(n));
        }
    }

    private void room(int more) {
        if (size + more > bytes.length || size + more < 0) {
            bytes = Arrays.copyOf(bytes, newSize(more));
        }
    }

    private int newSize(int more) {
        long wanted = Math.max((long) size + more, bytes.length * 2L);
        if ((long) size + more > Integer.MAX_VALUE - 16) {
            throw new CodecException("value is larger than 2 GiB", null);
        }
        return (int) Math.min(wanted, Integer.MAX_VALUE - 16);
    }
}
