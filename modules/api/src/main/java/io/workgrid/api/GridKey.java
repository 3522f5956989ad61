package io.workgrid.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that the nodes of a grid and the programs it trusts have in common. Who has it may join, submit and run code on every node.
 * Immutable; it never shows its content.
 */
public final class GridKey {
    /** A key has at least so many bytes. */
    public static final int LEAST_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private final byte[] content;

    private GridKey(byte[] content) {
        this.content = content;
    }

    /**
     * The key with that content, as a file has it. White space around it does not count, so that a file may end with a line break.
     *
     * @throws BadInputException if there are fewer than {@value #LEAST_BYTES} bytes
     */
    public static GridKey of(byte[] content) {
        int first = 0;
        int end = content.length;
        while (first < end && isSpace(content[first])) {
            first++;
        }
        while (end > first && isSpace(content[end - 1])) {
            end--;
        }
        if (end - first < LEAST_BYTES) {
            throw new BadInputException("grid key is of " + (end - first) + " bytes; wanted at least " + LEAST_BYTES
                    + "; grid node key prints a fresh one");
        }
        return new GridKey(Arrays.copyOfRange(content, first, end));
    }

    private static boolean isSpace(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }

    /** A secret of 32 bytes for one purpose; from it neither the key nor the secret for another purpose can be told. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(content, HMAC));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GridKey key && MessageDigest.isEqual(content, key.content);
    }

    @Override
    public int hashCode() {
        return GridKey.class.hashCode(); // tells nothing
    }

    @Override
    public String toString() {
        return "GridKey[hidden]";
    }
}
