package io.workgrid.core.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteSink} wrote. What is cut off or too long throws {@link IllegalArgumentException}. Used by one thread. */
public final class ByteSource {
    private final byte[] bytes;
    private int at;

    /** Reads from the start; the bytes must not change meanwhile. */
    public ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0. */
    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte one = next();
            value |= (long) (one & 0x7f) << shift;
            if (one >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number at byte " + at + " has more than 64 bits");
    }

    /** A number that may be negative. */
    public long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number that fits an int. */
    public int count() {
        return Math.toIntExact(number());
    }

    /** Yes or no. */
    public boolean flag() {
        return number() != 0;
    }

    /** A text, or {@code null}. */
    public @Nullable String textOrNull() {
        int length = count() - 1;
        if (length < 0) {
            return null;
        }
        if (length > bytes.length - at) {
            throw new IllegalArgumentException(
                    "text of " + length + " bytes at byte " + at + " of " + bytes.length + " is cut off");
        }
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /** A text that is never missing. */
    public String text() {
        return Objects.requireNonNull(textOrNull(), "text is missing");
    }

    /** Bytes, as {@link ByteSink#block} wrote them. */
    public byte[] block() {
        int length = count();
        if (length > bytes.length - at) {
            throw new IllegalArgumentException(
                    "block of " + length + " bytes at byte " + at + " of " + bytes.length + " is cut off");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** Whether nothing is left. */
    public boolean atEnd() {
        return at == bytes.length;
    }

    /** A constant, by its name. */
    public <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    /** Throws if something is left. */
    public void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException((bytes.length - at) + " bytes are left over of " + bytes.length);
        }
    }

    private byte next() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("bytes end at " + at + " in the middle of a value");
        }
        return bytes[at++];
    }
}
