package io.workgrid.cli.input;

import io.workgrid.cli.output.Problem.Where;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, one at a time, none longer than the rules allow. {@code \n} or {@code \r\n} ends a line; with NUL, only NUL does. */
final class LineReader implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final String file;
    private final byte end;
    private final ItemRules rules;
    private final byte[] buffer = new byte[BUFFER];
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private int position;
    private int limit;
    private int line;

    LineReader(InputStream in, String file, boolean nulEnds, ItemRules rules) {
        this.in = in;
        this.file = file;
        this.end = nulEnds ? 0 : (byte) '\n';
        this.rules = rules;
    }

    /** The number of the line read last, from 1. */
    int line() {
        return line;
    }

    /** The place of the line read last. */
    Where where(int column, @Nullable String text) {
        return new Where(file, line, column, text);
    }

    /** The next line without its end, or {@code null} at the end of the stream. */
    @Nullable
    String next() {
        try {
            return read();
        } catch (CharacterCodingException e) {
            throw Bad.notText(where(0, null));
        } catch (IOException e) {
            throw Bad.unreadable(file, e);
        }
    }

    private @Nullable String read() throws IOException {
        ByteArrayOutputStream head = null;
        line++;
        while (fill()) {
            int at = position;
            while (at < limit && buffer[at] != end) {
                at++;
            }
            int length = at - position;
            if ((head == null ? 0 : head.size()) + length > rules.mostBytes()) {
                throw Bad.input(rules.tooLong(where(0, null)));
            }
            boolean whole = at < limit;
            if (whole && head == null) {
                String text = text(buffer, position, length);
                position = at + 1;
                return text;
            }
            head = head == null ? new ByteArrayOutputStream() : head;
            head.write(buffer, position, length);
            position = whole ? at + 1 : at;
            if (whole) {
                break;
            }
        }
        return head == null ? null : text(head.toByteArray(), 0, head.size());
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(in.read(buffer, 0, BUFFER), 0);
        return limit > 0;
    }

    private String text(byte[] bytes, int offset, int length) throws CharacterCodingException {
        int start = offset;
        int stop = offset + length;
        if (line == 1
                && length >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF) {
            start += 3;
        }
        if (end == '\n' && stop > start && bytes[stop - 1] == '\r') {
            stop--;
        }
        // most lines are plain, and to decode with faults reported takes as long as all else that is done with a line
        return isAscii(bytes, start, stop)
                ? new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1)
                : utf8.decode(ByteBuffer.wrap(bytes, start, stop - start)).toString();
    }

    private static boolean isAscii(byte[] bytes, int start, int stop) {
        for (int at = start; at < stop; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
