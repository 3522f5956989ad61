package io.workgrid.engine.page;

import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.Out;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an item is told from another by, whatever its index and key: the first {@value #BYTES} bytes of the SHA-256 of its value, as it stands
 * in a page. For one thread.
 */
public final class ItemHash {
    /** How many bytes a hash has. */
    public static final int BYTES = 16;

    private final MessageDigest sha256;

    public ItemHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The hash of a value that is not in a page.
     *
     * @throws io.workgrid.engine.codec.CodecException if it cannot be sent
     */
    public byte[] of(Codec codec, @Nullable Object value) {
        Out out = new Out();
        codec.write(out, value);
        byte[] bytes = out.toBytes();
        return of(bytes, 0, bytes.length);
    }

    byte[] of(byte[] bytes, int from, int end) {
        sha256.update(bytes, from, end - from);
        return Arrays.copyOf(sha256.digest(), BYTES);
    }
}
