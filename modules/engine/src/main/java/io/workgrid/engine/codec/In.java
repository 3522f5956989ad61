package io.workgrid.engine.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to read from, in the order {@link Out} wrote them. For one thread. Ends with a {@link CodecException} when there are too few. */
public final class In {
    private final byte[] bytes;
    private int at;

    public In(byte[] bytes) {
        this(bytes, 0);
    }

    public In(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The place of the next byte. */
    public int at() {
        return at;
    }

    /** Goes to a place. */
    public void seek(int to) {
        at = to;
    }

    /** One byte, 0 to 255. */
    public int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    /** See {@link Out#count}. */
    public long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CodecException("a number has more than 10 bytes", null);
    }

    /** See {@link Out#number}. */
    public long number() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Eight bytes. */
    public long i64() {
        need(8);
        long value = ByteBuffer.wrap(bytes, at, 8).getLong();
        at += 8;
        return value;
    }

    /** A length and the bytes. */
    public byte[] bytes() {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /** A text. */
    public String text() {
        long characters = count();
        int length = (int) characters;
        if (length != characters) {
            throw new CodecException("a text of " + characters + " characters", null);
        }
        if (length > 0) {
            need(1);
            int mark = bytes[at] & 0xFF;
            if (mark >= 0xFE) {
                at++;
                return mark == 0xFF ? new String(bytes(), StandardCharsets.UTF_8) : chars(bytes());
            }
        }
        need(length);
        String value = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return value;
    }

    private static String chars(byte[] utf16) {
        char[] chars = new char[utf16.length / 2];
        for (int n = 0; n < chars.length; n++) {
            chars[n] = (char) ((utf16[2 * n] & 0xFF) << 8 | (utf16[2 * n + 1] & 0xFF));
        }
        return new String(chars);
    }

    /** A length that fits what is left. */
    public int length() {
        long length = count();
        if (length < 0 || length > bytes.length - at) {
            throw new CodecException(
                    "a length of " + length + " where " + (bytes.length - at) + " bytes are left", null);
        }
        return (int) length;
    }

    private void need(int more) {
        if (more < 0 || more > bytes.length - at) {
            throw new CodecException("ends at byte " + bytes.length + " where " + more + " more are wanted", null);
        }
    }
}
