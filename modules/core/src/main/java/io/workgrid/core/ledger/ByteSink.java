package io.workgrid.core.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers and texts to bytes: seven bits a byte, small numbers short. */
final class ByteSink {
    private byte[] bytes = new byte[256];
    private int used;

    /** A number from 0; a negative one takes ten bytes. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    /** A number that may as well be negative. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void flag(boolean value) {
        number(value ? 1 : 0);
    }

    void text(@Nullable String value) {
        if (value == null) {
            number(0);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        for (byte one : utf8) {
            put(one);
        }
    }

    /** As the distances between neighbours. */
    void ranges(Ranges ranges) {
        number(ranges.size());
        long last = 0;
        for (int n = 0; n < ranges.size(); n++) {
            number(ranges.first(n) - last);
            number(ranges.end(n) - ranges.first(n));
            last = ranges.end(n);
        }
    }

    private void put(byte one) {
        if (used == bytes.length) {
            bytes = Arrays.copyOf(bytes, used * 2);
        }
        bytes[used++] = one;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, used);
    }
}
