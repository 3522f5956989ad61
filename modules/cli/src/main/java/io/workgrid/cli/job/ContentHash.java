package io.workgrid.cli.job;

import io.workgrid.cli.output.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What an item is told from another by: 128 bits of the SHA-256 of its content. A text and a value of JSON that look the same are two.
 *
 * @param high the first half
 * @param low the second half
 */
record ContentHash(long high, long low) {
    private static final int HEX_DIGITS = 32;

    static ContentHash of(Object item) {
        String content = item instanceof String text ? "t" + text : "j" + Json.of(item);
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
        return new ContentHash(digest.getLong(), digest.getLong());
    }

    /** Reads what {@link #toString} wrote. */
    static ContentHash parse(String text) {
        if (text.length() != HEX_DIGITS) {
            throw new NumberFormatException("hash is \"" + text + "\"; wanted " + HEX_DIGITS + " hexadecimal digits");
        }
        return new ContentHash(
                Long.parseUnsignedLong(text, 0, HEX_DIGITS / 2, 16),
                Long.parseUnsignedLong(text, HEX_DIGITS / 2, HEX_DIGITS, 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
