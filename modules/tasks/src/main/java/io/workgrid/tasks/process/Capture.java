package io.workgrid.tasks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes what is in a pipe without ever waiting for more, and keeps its first bytes and its last. For one thread. */
final class Capture {
    static final int TAIL_BYTES = 8 * 1024;

    private static final int PIECE_BYTES = 64 * 1024;

    private final InputStream pipe;
    private final int keepBytes;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(0);
    /** The last bytes of what did not fit into the head. */
    private byte[] tail = {};

    private long total;

    Capture(InputStream pipe, int keepBytes) {
        this.pipe = pipe;
        this.keepBytes = keepBytes;
    }

    /** Takes what is there now, at most a pipe full; returns how many bytes that were. */
    int take() {
        try {
            int ready = pipe.available();
            if (ready <= 0) {
                return 0;
            }
            byte[] piece = new byte[Math.min(ready, PIECE_BYTES)];
            int n = Math.max(0, pipe.read(piece));
            keep(piece, n);
            return n;
        } catch (IOException e) {
            return 0; // a pipe that cannot be read has nothing more to say; the exit code decides
        }
    }

    private void keep(byte[] piece, int n) {
        total += n;
        int fits = Math.min(n, keepBytes - head.size());
        head.write(piece, 0, fits);
        if (fits < n) {
            int more = Math.min(n - fits, TAIL_BYTES);
            int old = Math.min(tail.length, TAIL_BYTES - more);
            byte[] joined = Arrays.copyOfRange(tail, tail.length - old, tail.length + more);
            System.arraycopy(piece, n - more, joined, old, more);
            tail = joined;
        }
    }

    Ended.Output output() {
        byte[] first = head.toByteArray();
        int whole = total > first.length ? endOfWholeCharacters(first) : first.length;
        String text = text(first, whole);
        Object content = text == null ? first : text;
        long cut = total - (text == null ? first.length : whole);
        return new Ended.Output(content, cut, tail(first), total - Math.min(total, tailBytes(first)));
    }

    /** The bytes as a text; {@code null} if they are not UTF-8: those of an image must come out as they went in. */
    private static @Nullable String text(byte[] bytes, int length) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private int tailBytes(byte[] first) {
        return Math.min(first.length, TAIL_BYTES - tail.length) + tail.length;
    }

    private String tail(byte[] first) {
        int fromHead = Math.min(first.length, TAIL_BYTES - tail.length);
        byte[] last = Arrays.copyOfRange(first, first.length - fromHead, first.length + tail.length);
        System.arraycopy(tail, 0, last, fromHead, tail.length);
        int start = 0;
        while (total > last.length && start < Math.min(3, last.length) && isContinuation(last[start])) {
            start++;
        }
        return new String(last, start, last.length - start, UTF_8);
    }

    /** Where the last character begins if its end is missing; else the length. */
    private static int endOfWholeCharacters(byte[] bytes) {
        int lead = bytes.length - 1;
        while (lead > 0 && lead > bytes.length - 4 && isContinuation(bytes[lead])) {
            lead--;
        }
        return lead >= 0 && bytes.length - lead < characterBytes(bytes[lead]) ? lead : bytes.length;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int characterBytes(byte lead) {
        int b = lead & 0xFF;
        return b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
    }
}
