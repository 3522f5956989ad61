package io.workgrid.core.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteSink} wrote. What is cut off or too long throws. */
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
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

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    int count() {
        return Math.toIntExact(number());
    }

    boolean flag() {
        return number() != 0;
    }

    @Nullable
    String textOrNull() {
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

    String text() {
        return Objects.requireNonNull(textOrNull(), "text is missing");
    }

    Ranges ranges() {
        long[] bounds = new long[Math.multiplyExact(count(), 2)];
        long last = 0;
        for (int n = 0; n < bounds.length; n++) {
            last += number();
            bounds[n] = last;
        }
        return Ranges.ofBounds(bounds);
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    void end() {
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
