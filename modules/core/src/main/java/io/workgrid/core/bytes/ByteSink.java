package io.workgrid.core.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers, texts and blocks of bytes to bytes: seven bits a byte, small numbers short. Used by one thread. */
public final class ByteSink {
    private byte[] bytes = new byte[64];
    private int used;

    /** A number from 0; a negative one takes ten bytes. */
    public void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    /** A number that may as well be negative. */
    public void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** Yes or no. */
    public void flag(boolean value) {
        number(value ? 1 : 0);
    }

    /** A text, or {@code null}. */
    public void text(@Nullable String value) {
        if (value == null) {
            number(0);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, used, utf8.length);
        used += utf8.length;
    }

    /** Bytes, behind their number. */
    public void block(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, used, value.length);
        used += value.length;
    }

    private void put(byte one) {
        room(1);
        bytes[used++] = one;
    }

    private void room(int more) {
        if (more > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(used, more)));
        }
    }

    /** All that was written. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, used);
    }
}
